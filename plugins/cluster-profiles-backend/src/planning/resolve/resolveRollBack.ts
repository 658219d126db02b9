import {
  diffValues,
  type Finding,
  type ProfileVersion,
  type RollBackRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { alternativeVersions } from '../alternativeVersions';
import { refuse } from '../refuse';
import type { BaseFacts, Resolved } from '../types';
import { composeDesired } from './composeDesired';
import { intentOf } from './intentOf';
import { targetRefusals } from './settle';

/**
 * Profiles, parameters, pools, drift modes and follow policy of the old revision; target and flags stay as they are. What
 * speaks against it today is a `block` finding, so that the plan can name the alternatives.
 */
export function resolveRollBack(
  request: RollBackRequest,
  facts: BaseFacts,
): Resolved {
  const { base, rollBackTo } = facts;
  const name = base.desired.cluster.name;
  if (request.revision === base.number) {
    refuse('conflict', {
      code: 'roll-back-to-present',
      message: `Revision ${request.revision} is the present one of cluster "${name}".`,
      path: '/revision',
      remedy: 'Choose an earlier revision.',
    });
  }
  if (!rollBackTo) {
    refuse('not-found', {
      code: 'revision-unknown',
      message: `Cluster "${name}" has no revision ${request.revision}.`,
      path: '/revision',
      remedy: 'Choose one from the list of its revisions.',
    });
  }
  if (rollBackTo.desired.observeOnly && !base.desired.observeOnly) {
    refuse('conflict', {
      code: 'adoption-not-rolled-back',
      message: `Revision ${request.revision} of cluster "${name}" is from before it was adopted, and an adoption is not rolled back.`,
      path: '/revision',
      remedy: 'Choose a revision since then.',
    });
  }
  const { cluster, target, paused, endsOn } = base.desired;
  const intent = {
    ...intentOf(rollBackTo.desired, facts.versions),
    cluster,
    target,
    paused,
    protected: base.desired.protected,
    endsOn,
  };
  const { desired, findings } = composeDesired(intent, facts);
  if (diffValues(base.desired, desired).length === 0) {
    refuse('conflict', {
      code: 'nothing-changes',
      message: `Revision ${request.revision} of cluster "${name}" asks for what is desired already.`,
      path: '/revision',
      remedy: 'Choose another revision.',
    });
  }
  const versions = intent.profiles.map(profile => profile.version);
  return {
    desired,
    findings: [
      ...findings.filter(({ code }) => code !== 'profile-version-withdrawn'),
      ...versions
        .filter(({ state }) => state === 'withdrawn')
        .map(version => blockWithdrawn(version, facts)),
      ...targetRefusals(
        intent,
        { desired, findings },
        { facts, newVersions: versions },
      ).map((refusal): Finding => ({ severity: 'block', ...refusal })),
    ],
  };
}

function blockWithdrawn(
  { profile, version, stateReason }: ProfileVersion,
  facts: BaseFacts,
): Finding {
  return {
    severity: 'block',
    code: 'profile-version-withdrawn',
    message: `${profile} ${version} is withdrawn${stateReason ? ` (${stateReason})` : ''}.`,
    path: '/revision',
    remedy: alternativeVersions({
      profile,
      versions: facts.versions,
      desired: facts.base.desired,
    }),
  };
}
