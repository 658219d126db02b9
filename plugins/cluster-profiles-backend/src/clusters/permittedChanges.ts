import {
  EXISTING_CLUSTER_KINDS,
  diffValues,
  upgradeCandidates,
  type ClusterDetail,
  type DesiredState,
  type Permitted,
  type ProfileVersion,
  type Target,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { clusterObstacle, mayNotPropose } from '../changes/clusterObstacle';
import type { ChangeRow, ClusterRow } from '../database/tables';
import { anyOf, nameOf } from '../permissions/nameOf';
import {
  checkLifecycle,
  snapshotTarget,
} from '../planning/resolve/checkTarget';

type PermittedChanges = ClusterDetail['permitted'];
type Kind = keyof PermittedChanges;

/** A published version as far as the question goes whether a cluster could take it. */
export type OfferedVersion = Pick<
  ProfileVersion,
  'profile' | 'version' | 'state' | 'type' | 'lifecycle' | 'owner'
> & { labels: Record<string, string> };

/** What is known of a cluster without planning anything. */
export interface PermittedFacts {
  cluster: ClusterRow;
  /** Absent before the first revision is accepted. */
  desired?: DesiredState;
  /** Its change that is accepted and has not ended. */
  underWay?: Pick<ChangeRow, 'kind' | 'summary'>;
  /** Why nothing of the caller may come before what takes back what he did here, see `whyTakenBack`. */
  takenBack?: string;
  /** Versions of the cluster's profiles, and of every add-on profile. */
  versions: readonly OfferedVersion[];
  targets: readonly Target[];
  platformGroup: string;
  /** Whether its provider can make an imported cluster one of ours. */
  adopts: boolean;
  /** Revisions before this one are of a cluster that was not ours yet. */
  firstOwn: number;
  mayPropose(kind: Kind): boolean;
  mayUse(version: OfferedVersion, kind: Kind): boolean;
}

/** Whether the caller may propose each kind of change, and why not. What a proposal would be refused for is told here. Pure. */
export function permittedChanges(facts: PermittedFacts): PermittedChanges {
  return Object.fromEntries(
    EXISTING_CLUSTER_KINDS.map(kind => {
      const reason = whyNot(kind, facts);
      return [
        kind,
        reason === undefined ? { allowed: true } : { allowed: false, reason },
      ] satisfies [Kind, Permitted];
    }),
  ) as PermittedChanges;
}

function whyNot(kind: Kind, facts: PermittedFacts): string | undefined {
  const { cluster, desired, underWay } = facts;
  if (cluster.live_name === null) {
    return `Cluster '${cluster.name}' is deleted; request a new one instead`;
  }
  if (!facts.mayPropose(kind)) {
    return mayNotPropose('cluster', {
      name: cluster.name,
      owner: cluster.owner_ref,
    });
  }
  const obstacle = clusterObstacle(kind, { cluster, underWay });
  if (obstacle || facts.takenBack || !desired) {
    return obstacle ?? facts.takenBack;
  }
  if (desired.deleted) {
    return `Cluster '${cluster.name}' is being deleted; request a new one instead`;
  }
  return (
    (desired.paused ? whyNotWhilePaused(kind) : undefined) ??
    whyNotNow(kind, facts, desired)
  );
}

/** What is not written cannot be proven, so changes of what runs on the cluster wait. */
function whyNotWhilePaused(kind: Kind): string | undefined {
  switch (kind) {
    case 'resume':
    case 'protect':
    case 'extend-lifetime':
    case 'delete':
    // May be about how the cluster is treated, which is not written to it.
    // eslint-disable-next-line no-fallthrough
    case 'set-parameters':
      return undefined;
    case 'pause':
      return 'It is paused already';
    default:
      return 'It is paused, so nothing is written to it; resume it first';
  }
}

const NO_PROFILE =
  'It was imported and runs no add-on profile; its base is not ours to change';

function whyNotNow(
  kind: Kind,
  facts: PermittedFacts,
  desired: DesiredState,
): string | undefined {
  switch (kind) {
    case 'resume':
      return desired.paused ? undefined : 'It is not paused';
    case 'delete':
      return desired.protected
        ? 'It is protected from deletion; lift the protection first, with a change of its own'
        : undefined;
    case 'roll-back':
      return facts.cluster.last_revision > facts.firstOwn
        ? undefined
        : 'It has no earlier revision to go back to';
    case 'resize':
      return desired.profiles.some(({ type }) => type !== 'add-on')
        ? undefined
        : 'It has no main profile, so its machines are not ours to change';
    case 'adopt':
      return whyNotAdopt(facts, desired);
    case 'set-parameters':
      return desired.profiles.length > 0 ? undefined : NO_PROFILE;
    case 'upgrade':
      return desired.profiles.length > 0
        ? whyNotUpgrade(facts, desired)
        : NO_PROFILE;
    case 'add-profile':
      return whyNotAddProfile(facts, desired);
    case 'remove-profile':
      return desired.profiles.some(({ type }) => type === 'add-on')
        ? undefined
        : 'It runs no add-on profile that could be removed';
    case 'override':
      return desired.layers.length > 0 ? undefined : NO_PROFILE;
    case 'remove-override':
      return desired.overrides ? undefined : 'Nothing is overridden';
    case 'retarget':
      return whyNotRetarget(facts, desired);
    default:
      return undefined;
  }
}

function whyNotAdopt(
  { adopts }: PermittedFacts,
  { observeOnly, target }: DesiredState,
): string | undefined {
  if (!observeOnly) {
    return 'It is made from a profile already';
  }
  return adopts
    ? undefined
    : `Provider "${target.provider}" cannot adopt clusters, so it stays observed`;
}

function whyNotUpgrade(
  facts: PermittedFacts,
  desired: DesiredState,
): string | undefined {
  const newer = desired.profiles.flatMap(({ name, version: current }) => {
    const versions = facts.versions.filter(({ profile }) => profile === name);
    const offered = upgradeCandidates({ current, versions });
    return versions.filter(({ version }) => offered.includes(version));
  });
  if (newer.length === 0) {
    const running = desired.profiles.map(
      ({ name, version }) => `${name} ${version}`,
    );
    return `Nothing newer than ${running.join(', ')} is published`;
  }
  const fitting = newer.filter(version => fits(version, desired));
  if (fitting.length === 0) {
    return 'Production takes only profiles whose lifecycle is production, and no newer version has it';
  }
  return fitting.some(version => facts.mayUse(version, 'upgrade'))
    ? undefined
    : `You may use none of the newer versions; ask ${anyOf([...new Set(fitting.map(({ owner }) => owner))].sort())}`;
}

function whyNotAddProfile(
  facts: PermittedFacts,
  desired: DesiredState,
): string | undefined {
  const offered = facts.versions.filter(
    version =>
      version.type === 'add-on' &&
      version.state === 'published' &&
      !desired.profiles.some(({ name }) => name === version.profile) &&
      fits(version, desired),
  );
  if (offered.length === 0) {
    return `No add-on profile is published that it could take and does not run already; ask ${nameOf(facts.platformGroup)} for one`;
  }
  if (!offered.some(version => facts.mayUse(version, 'add-profile'))) {
    const owners = [...new Set(offered.map(({ owner }) => owner))].sort();
    return `You may use none of the add-on profiles that it could take; ask ${anyOf(owners)}`;
  }
  return undefined;
}

function fits(version: OfferedVersion, { target }: DesiredState): boolean {
  return checkLifecycle([version], target).length === 0;
}

/** A cluster moves neither to another provider nor to another region, and an imported one not at all. */
function whyNotRetarget(
  facts: PermittedFacts,
  { target: present, observeOnly }: DesiredState,
): string | undefined {
  const fixed = [
    'provider',
    'region',
    ...(observeOnly ? (['endpoint', 'namespace'] as const) : []),
  ] as const;
  const near = facts.targets.filter(target =>
    fixed.every(field => target[field] === present[field]),
  );
  return near.some(
    target => diffValues(present, snapshotTarget(target)).length > 0,
  )
    ? undefined
    : `The configuration of target '${present.name}' has not changed, and there is no other in ${present.region}`;
}
