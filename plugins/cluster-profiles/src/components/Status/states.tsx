import type {
  ChangeState,
  ClusterPhase,
  DriftState,
  FindingSeverity,
  Health,
  ProfileVersionState,
  Step,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Status, type Tone } from './Status';

type Words = readonly [tone: Tone, label: string];

const PHASES: Record<ClusterPhase, Words> = {
  requested: ['waiting', 'Requested'],
  provisioning: ['progress', 'Provisioning'],
  ready: ['success', 'Ready'],
  updating: ['progress', 'Updating'],
  degraded: ['danger', 'Degraded'],
  held: ['warning', 'Held'],
  paused: ['paused', 'Paused'],
  deleting: ['progress', 'Deleting'],
  deleted: ['neutral', 'Deleted'],
  unknown: ['unknown', 'Unknown'],
};

const CHANGE_STATES: Record<ChangeState, Words> = {
  planning: ['progress', 'Planning'],
  'awaiting-approval': ['waiting', 'Awaiting approval'],
  accepted: ['progress', 'Accepted'],
  applying: ['progress', 'Applying'],
  applied: ['success', 'Applied'],
  rejected: ['danger', 'Rejected'],
  cancelled: ['neutral', 'Cancelled'],
  expired: ['neutral', 'Expired'],
  stale: ['warning', 'Stale'],
  superseded: ['neutral', 'Superseded'],
  failed: ['danger', 'Failed'],
};

const DRIFT: Record<DriftState, Words> = {
  InSync: ['success', 'In sync'],
  Drifted: ['warning', 'Drifted'],
  Overridden: ['info', 'Overridden'],
  Unknown: ['unknown', 'Unknown'],
};

const HEALTH: Record<Health, Words> = {
  Healthy: ['success', 'Healthy'],
  Progressing: ['progress', 'Progressing'],
  Degraded: ['danger', 'Degraded'],
  Missing: ['warning', 'Missing'],
  Unknown: ['unknown', 'Unknown'],
};

const VERSION_STATES: Record<ProfileVersionState, Words> = {
  published: ['success', 'Published'],
  deprecated: ['warning', 'Deprecated'],
  withdrawn: ['danger', 'Withdrawn'],
};

const STEPS: Record<Step['state'], Words> = {
  pending: ['neutral', 'Not started'],
  waiting: ['waiting', 'Waiting'],
  running: ['progress', 'Running'],
  done: ['success', 'Done'],
  failed: ['danger', 'Failed'],
  skipped: ['neutral', 'Skipped'],
};

const SEVERITIES: Record<FindingSeverity, Words> = {
  block: ['danger', 'Blocks'],
  warn: ['warning', 'Warning'],
  ok: ['success', 'Passed'],
};

function show([tone, label]: Words, title?: string) {
  return (
    <Status tone={tone} title={title}>
      {label}
    </Status>
  );
}

export const PhaseStatus = (props: { phase: ClusterPhase }) =>
  show(PHASES[props.phase]);
export const ChangeStateStatus = (props: { state: ChangeState }) =>
  show(CHANGE_STATES[props.state]);
export const DriftStatus = (props: { drift: DriftState }) =>
  show(DRIFT[props.drift]);
export const HealthStatus = (props: { health: Health }) =>
  show(HEALTH[props.health]);
export const VersionStateStatus = (props: { state: ProfileVersionState }) =>
  show(VERSION_STATES[props.state]);
export const StepStatus = (props: { state: Step['state'] }) =>
  show(STEPS[props.state]);
export const SeverityStatus = (props: { severity: FindingSeverity }) =>
  show(SEVERITIES[props.severity]);

/** Words for filters and menus. */
export const phaseLabel = (phase: ClusterPhase) => PHASES[phase][1];
export const changeStateLabel = (state: ChangeState) => CHANGE_STATES[state][1];
export const driftLabel = (drift: DriftState) => DRIFT[drift][1];
