import { providerDigest } from '../../../plugins/cluster-profiles-backend-module-cluster-api/src/cluster/providerDigest';
import type { Evidence } from './gatherEvidence';
import type { WitnessedCluster } from './witnessClusters';

/** What was asked for. */
export interface Wanted {
  creations: number;
  /** Of the clusters created first. */
  upgrades: number;
}

/** What should not be after all changes are over: lost, doubled, or written without leave. */
export function judge(evidence: Evidence, wanted: Wanted): string[] {
  const { seen, deleted } = evidence;
  return [
    ...judgeChanges(evidence, wanted),
    ...judgeEnd(evidence, wanted),
    ...seen.flatMap(moment => judgeMoment(evidence, moment)),
    ...judgeHistory(seen),
    ...deleted.map(name => `${name} was deleted`),
    ...judgeMachines(evidence),
  ];
}

/** Each is there once, approved once, and carried out. */
function judgeChanges(
  { changes, approvals }: Evidence,
  { creations, upgrades }: Wanted,
): string[] {
  const wanted = [
    'publish lab-base',
    'publish lab-base',
    ...names(creations).map(name => `create ${name}`),
    ...names(upgrades).map(name => `upgrade ${name}`),
  ].sort();
  const found = changes
    .map(({ kind, subject_name: name }) => `${kind} ${name}`)
    .sort();
  return [
    ...(`${found}` === `${wanted}`
      ? []
      : [`The changes are ${found}, not ${wanted}`]),
    ...changes.flatMap(({ id, kind, subject_name: name, state }) => {
      const decisions = approvals.filter(({ change_id }) => change_id === id);
      return state === 'applied' && decisions.length === 1
        ? []
        : [`${kind} ${name} is ${state}, decided ${decisions.length} times`];
    }),
  ];
}

const names = (count: number) =>
  Array.from({ length: count }, (_, index) => `chaos-${index}`);

function judgeEnd(
  { clusters, revisions, live }: Evidence,
  { creations, upgrades }: Wanted,
): string[] {
  const violations: string[] = [];
  const check = (isSo: boolean, otherwise: string) => {
    if (!isSo) {
      violations.push(otherwise);
    }
  };
  check(
    clusters.length === creations && live.length === creations,
    `${creations} were created: the portal has ${clusters.length}, the management cluster ${live.length}`,
  );
  for (const row of clusters) {
    const upgraded = names(upgrades).includes(row.name);
    const revision = upgraded ? 2 : 1;
    const version = upgraded ? '1.35.0' : '1.34.1';
    const { name, phase, kubernetes_version: running } = row;
    check(phase === 'ready', `${name} is ${phase}: ${row.phase_reason}`);
    check(running === version, `${name} runs ${running}, not ${version}`);
    check(
      row.desired_revision === revision && row.applied_revision === revision,
      `${name} has revision ${row.desired_revision}, proven ${row.applied_revision}, not ${revision}`,
    );
    const object = live.find(({ clusterUid }) => clusterUid === row.uid);
    const desired = revisions.find(
      ({ cluster_uid, number }) =>
        cluster_uid === row.uid && number === revision,
    );
    const digest = desired && providerDigest(JSON.parse(desired.desired));
    check(object?.name === name, `${name} is not on the management cluster`);
    check(
      object?.revision === revision && object.digest === digest,
      `${name} is marked with revision ${object?.revision} ${object?.digest}, not ${revision} ${digest}`,
    );
    check(
      !!object?.topology.includes(`"version":"v${version}"`),
      `${name} is written as ${object?.topology}`,
    );
  }
  return violations;
}

/** At no moment was there an object that nobody had accepted. */
function judgeMoment(
  { revisions, changes }: Evidence,
  moment: WitnessedCluster,
): string[] {
  const { name, clusterUid, instanceId, revision } = moment;
  const accepted = revisions.find(
    ({ cluster_uid, number }) =>
      cluster_uid === clusterUid && number === revision,
  );
  const change = changes.find(({ id }) => id === accepted?.change_id);
  const what = `${name} of ${instanceId} with revision ${revision}`;
  if (!change?.accepted_at || !change.started_at) {
    return [`${what} was written, which nobody had accepted`];
  }
  // Times of objects are whole seconds.
  const early =
    revision === 1 &&
    Date.parse(moment.createdAt) + 1000 < Date.parse(change.accepted_at);
  return [
    ...(instanceId === 'test' ? [] : [`${what} is of another portal`]),
    ...(early ? [`${what} was created before it was accepted`] : []),
  ];
}

/** One object for each name all along, one content for each revision, and never one that goes back. */
function judgeHistory(seen: WitnessedCluster[]): string[] {
  const violations: string[] = [];
  const last = new Map<string, WitnessedCluster>();
  for (const moment of seen) {
    const { name, objectUid, revision = 0, topology } = moment;
    const before = last.get(name) ?? moment;
    if (objectUid !== before.objectUid) {
      violations.push(`${name} was created twice`);
    }
    if (revision < (before.revision ?? 0)) {
      violations.push(`${name} went back to revision ${revision}`);
    }
    if (revision === before.revision && topology !== before.topology) {
      violations.push(
        `${name} was written twice for revision ${revision}: ${before.topology}, then ${topology}`,
      );
    }
    last.set(name, moment);
  }
  return violations;
}

/** A worker and a control plane node each, and none of anybody else. */
function judgeMachines({ clusters, machineOwners }: Evidence): string[] {
  const known = clusters.map(({ name }) => name);
  return [
    ...machineOwners
      .filter(owner => !known.includes(owner))
      .map(owner => `There is a machine of ${owner}`),
    ...known
      .map(name => [name, machineOwners.filter(owner => owner === name).length])
      .filter(([, machines]) => machines !== 2)
      .map(([name, machines]) => `${name} has ${machines} machines, not 2`),
  ];
}
