import semver from 'semver';
import type { Finding } from '../model/finding';

const MAX_WORKER_SKEW = 3;

/**
 * What Kubernetes itself allows: one minor at a time, never back, workers at most three minors behind the control plane and
 * never ahead of it. `path` holds the versions to walk through, present one first, and is empty when nothing moves; a minor
 * of which no version is known stands there as such.
 * @public
 */
export function checkKubernetesMove(options: {
  from: string;
  to: string;
  /** Versions that workers run now. */
  workerVersions?: readonly string[];
  /** Versions that it may go through: of each minor between the newest is a step. */
  through?: readonly string[];
}): { findings: Finding[]; path: string[] } {
  const from = semver.parse(options.from);
  const to = semver.parse(options.to);
  const broken = (!from && options.from) || (!to && options.to);
  if (!from || !to) {
    return {
      findings: [
        block(
          'kubernetes-version-invalid',
          `Kubernetes "${broken}" is not a semantic version.`,
          'Give the whole version, such as "1.35.2".',
        ),
      ],
      path: [],
    };
  }
  const findings: Finding[] = [];
  let path: string[] = [];
  const order = semver.compare(to, from);
  if (order < 0) {
    path = [from.version, to.version];
    findings.push(
      block(
        'kubernetes-downgrade',
        `Kubernetes cannot go back from ${from.version} to ${to.version}.`,
        `Choose a profile version with Kubernetes ${from.version} or newer.`,
      ),
    );
  } else if (order > 0) {
    const between = minorsBetween(from, to).map(
      minor => newestOf(minor, options.through ?? []) ?? minor,
    );
    path = [from.version, ...between, to.version];
    const missing = between.find(step => !semver.valid(step));
    if (from.major !== to.major || missing) {
      const first = missing ?? `${from.major}.${from.minor + 1}`;
      const named = missing
        ? `, or name a version of it below "through" of the layer`
        : '';
      findings.push(
        block(
          'kubernetes-skips-minor',
          `Kubernetes moves one minor version at a time: ${from.version} cannot go to ${to.version} directly.`,
          `First upgrade to a profile version with Kubernetes ${first}${named}.`,
        ),
      );
    }
  }
  // On the way back workers are ahead by nature: one finding is enough.
  if (order >= 0) {
    const next = semver.parse(path[1]) ?? to;
    findings.push(...checkWorkers(next, options.workerVersions ?? []));
  }
  return { findings, path };
}

/** A way of more than one step: it is approved with the change and kept with the revision. @public */
export function hasSteps(path: readonly string[]): boolean {
  return path.length > 2;
}

/**
 * The version to write next on a way that is gone step by step, from the one that was written last. The next step follows only
 * once that one is `settled`: proven to run on every machine.
 * @public
 */
export function nextKubernetesStep(options: {
  path: readonly string[];
  at: string;
  settled: boolean;
}): string {
  const { path, at, settled } = options;
  const steps = path.slice(1);
  if (steps.includes(at) && !settled) {
    return at;
  }
  return (
    steps.find(step => semver.gt(step, at)) ?? steps[steps.length - 1] ?? at
  );
}

/** The newest of some versions of a minor such as `1.34`, without a `v`. */
function newestOf(
  minor: string,
  versions: readonly string[],
): string | undefined {
  return versions
    .map(version => semver.parse(version))
    .filter(version => version !== null)
    .filter(version => `${version.major}.${version.minor}` === minor)
    .sort(semver.rcompare)[0]?.version;
}

function minorsBetween(from: semver.SemVer, to: semver.SemVer): string[] {
  if (from.major !== to.major) {
    return [];
  }
  const between: string[] = [];
  for (let minor = from.minor + 1; minor < to.minor; minor++) {
    between.push(`${to.major}.${minor}`);
  }
  return between;
}

function checkWorkers(
  to: semver.SemVer,
  workerVersions: readonly string[],
): Finding[] {
  const refused = [...new Set(workerVersions)]
    .map(version => semver.parse(version))
    .filter(
      (worker): worker is semver.SemVer =>
        worker !== null &&
        (worker.major !== to.major ||
          worker.minor > to.minor ||
          to.minor - worker.minor > MAX_WORKER_SKEW),
    )
    .map(worker => worker.version)
    .sort(semver.compare);
  return refused.length === 0
    ? []
    : [
        block(
          'kubernetes-worker-skew',
          `Workers with Kubernetes ${refused.join(', ')} do not work with a control plane of ${to.version}.`,
          `Bring the workers within ${MAX_WORKER_SKEW} minor versions first; they must never be ahead of the control plane.`,
        ),
      ];
}

function block(code: string, message: string, remedy: string): Finding {
  return { severity: 'block', code, message, remedy };
}
