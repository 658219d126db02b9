import semver from 'semver';
import type { StepNow } from './deriveSteps';
import type { Picture } from './types';

/** The steps of a way over several Kubernetes versions, each told from the machines that are there. */
export function kubernetesSteps({
  desired,
  observed,
  revision,
}: Picture): StepNow[] {
  const [, ...path] = desired.kubernetesPath ?? [];
  const begun = observed?.revision === revision;
  const machines = begun ? observed.machines : [];
  const done = path.map(
    (step, index) =>
      machines.length > 0 &&
      machines
        // Workers may leave out what lies between, but not where the way ends.
        .filter(
          ({ pool }) => pool === 'controlPlane' || index === path.length - 1,
        )
        .every(({ kubernetesVersion }) => isAtLeast(kubernetesVersion, step)),
  );
  const current = begun ? done.indexOf(false) : -1;
  return path.map((step, index) => ({
    id: `kubernetes/${step}`,
    title: `Kubernetes ${step}, step ${index + 1} of ${path.length}`,
    state: stateOf(index, { done: done[index], current }),
  }));
}

function stateOf(
  index: number,
  { done, current }: { done: boolean; current: number },
): StepNow['state'] {
  if (done) {
    return 'done';
  }
  return index === current ? 'running' : 'pending';
}

/** A version that cannot be read is not there yet. */
function isAtLeast(version: string, wanted: string): boolean {
  return semver.valid(version) !== null && semver.gte(version, wanted);
}
