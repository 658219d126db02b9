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

/** What was observed long ago (`asOf`) is what was then; how it is now nobody knows. */
function observed(words: Words, asOf: string | undefined): Words {
  const [tone, label] = words;
  return asOf === undefined || tone === 'unknown'
    ? words
    : ['unknown', `${label} when last seen`];
}

/** With `hasIssue`, a cluster that is on its way says that this does not go well. */
export const PhaseStatus = (props: {
  phase: ClusterPhase;
  hasIssue?: boolean;
}) => {
  const [tone, label] = PHASES[props.phase];
  return show(
    props.hasIssue && tone === 'progress'
      ? ['warning', `${label}, with issues`]
      : [tone, label],
  );
};
export const ChangeStateStatus = (props: { state: ChangeState }) =>
  show(CHANGE_STATES[props.state]);
export const DriftStatus = (props: { drift: DriftState; asOf?: string }) =>
  show(observed(DRIFT[props.drift], props.asOf));
export const HealthStatus = (props: { health: Health; asOf?: string }) =>
  show(observed(HEALTH[props.health], props.asOf));
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
