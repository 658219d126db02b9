import type { ObservedMachine } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  CONTROL_PLANE_LABEL,
  DEPLOYMENT_LABEL,
  findCondition,
  TOPOLOGY_DEPLOYMENT_LABEL,
  type ClusterObjects,
  type LiveMachine,
  type LiveMachineTemplate,
  type LiveScaled,
} from './clusterObjects';
import { hasObservedItself } from './hasObservedItself';
import { oneLine } from './oneLine';

/** The machines of a cluster, by name. */
export function observeMachines(objects: ClusterObjects): ObservedMachine[] {
  return objects.machines
    .map(machine => observeMachine(machine, objects))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function observeMachine(
  machine: LiveMachine,
  objects: ClusterObjects,
): ObservedMachine {
  const { name, deletionTimestamp } = machine.metadata;
  const ready = findCondition(machine, 'Ready')?.status === 'True';
  const deleting = deletionTimestamp !== undefined;
  const message = ready && !deleting ? undefined : describe(machine, deleting);
  return {
    name,
    pool: poolOf(machine),
    kubernetesVersion: withoutV(machine.spec?.version ?? ''),
    ready,
    upToDate: isUpToDate(machine, objects),
    deleting,
    ...(message && { message }),
  };
}

/** Name of the worker pool that a machine is of, or `controlPlane`. */
export function poolOf({ metadata: { labels = {} } }: LiveMachine): string {
  return CONTROL_PLANE_LABEL in labels
    ? 'controlPlane'
    : (labels[TOPOLOGY_DEPLOYMENT_LABEL] ??
        labels[DEPLOYMENT_LABEL] ??
        'unknown');
}

/**
 * The condition alone lags behind: it is only worth something once the owner has taken its own specification up, and says nothing
 * of an owner that still waits for its turn in an upgrade.
 */
function isUpToDate(machine: LiveMachine, objects: ClusterObjects): boolean {
  const { labels = {} } = machine.metadata;
  const wanted = objects.cluster.spec?.topology?.version;
  if (
    findCondition(machine, 'UpToDate')?.status !== 'True' ||
    (wanted !== undefined &&
      withoutV(machine.spec?.version ?? '') !== withoutV(wanted))
  ) {
    return false;
  }
  if (CONTROL_PLANE_LABEL in labels) {
    return hasObservedItself(objects.controlPlane);
  }
  const set = objects.machineSets.find(it => owns(it, machine));
  const deployment =
    set && objects.machineDeployments.find(it => owns(it, set));
  return (
    set !== undefined &&
    hasObservedItself(deployment) &&
    sameTemplate(set, deployment)
  );
}

function owns(
  owner: LiveScaled,
  { metadata: { ownerReferences = [] } }: LiveScaled | LiveMachine,
): boolean {
  return ownerReferences.some(({ uid }) => uid === owner.metadata.uid);
}

/** As Cluster API itself decides about a roll-out of workers. */
function sameTemplate(a: LiveScaled, b: LiveScaled): boolean {
  const relevant = ({
    version,
    failureDomain,
    bootstrap,
    infrastructureRef,
  }: LiveMachineTemplate = {}) =>
    JSON.stringify([
      version,
      failureDomain,
      bootstrap?.configRef?.kind,
      bootstrap?.configRef?.name,
      infrastructureRef?.kind,
      infrastructureRef?.name,
    ]);
  return relevant(a.spec?.template?.spec) === relevant(b.spec?.template?.spec);
}

function describe(machine: LiveMachine, deleting: boolean): string {
  const told = findCondition(machine, deleting ? 'Deleting' : 'Ready');
  return oneLine(told?.message || told?.reason || 'Not ready yet');
}

/** Kubernetes writes versions with a `v`, profiles without. */
export function withoutV(version: string): string {
  return version.replace(/^v/, '');
}
