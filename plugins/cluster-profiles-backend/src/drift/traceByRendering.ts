import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '@backstage/types';
import {
  overrideValue,
  valueAt,
  type DesiredLayer,
  type LayerObjectChange,
  type ObjectDifference,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { mapConcurrently } from '../planning/mapConcurrently';
import {
  commonOf,
  drivingParameterOf,
  setParameter,
  type Adopting,
  type Adoption,
  type Drifted,
  type TracedValue,
} from './adoption';
import {
  candidatePairs,
  candidateValues,
  type Candidate,
} from './candidateValues';
import { toOverride } from './toOverride';

const CONCURRENCY = 4;

type Options = {
  layer: DesiredLayer;
  /** Of the layer, over the defaults of its chart. */
  values: JsonObject;
  revision: Adopting;
  /** What becomes of the objects of the layer with other values; undefined where it does not come out. */
  render(values: JsonObject): Promise<readonly LayerObjectChange[] | undefined>;
};

/**
 * Looks for the values that make the chart bring exactly what was found, and nothing else: its own defaults, and those that a field is
 * composed of, too. Each that could is tried.
 */
export async function traceByRendering(
  finding: Drifted,
  options: Options,
): Promise<Adoption> {
  const { layer } = options;
  const found: TracedValue[] = [];
  let left = finding.differences;
  while (left.length > 0) {
    const [difference] = left;
    const fitting = await findFitting(difference, finding, options);
    if (fitting.length !== 1) {
      return { reason: whyNot(fitting, difference, layer) };
    }
    const [{ candidate, covered }] = fitting;
    found.push(...candidate);
    left = left.filter(({ path }) => !covered.has(path));
  }
  const adoption = toRequest(found, finding, options);
  if ('reason' in adoption || finding.differences.length === 1) {
    return adoption;
  }
  const together = await coveredBy(found, finding, options);
  return together?.size === finding.differences.length
    ? adoption
    : {
        reason: `The values that set single fields of ${finding.differences[0].object} change more together; change the profile, or make an exception`,
      };
}

/** Two values are tried where no single one does. */
async function findFitting(
  difference: ObjectDifference,
  finding: Drifted,
  options: Options,
): Promise<Array<{ candidate: Candidate; covered: ReadonlySet<string> }>> {
  for (const list of [candidateValues, candidatePairs]) {
    const candidates = list(options.values, difference);
    const tried = await mapConcurrently(
      candidates,
      CONCURRENCY,
      async candidate => ({
        candidate,
        covered: await coveredBy(candidate, finding, options),
      }),
    );
    const fitting = tried.flatMap(({ candidate, covered }) =>
      covered?.has(difference.path) ? { candidate, covered } : [],
    );
    if (fitting.length > 0) {
      return fitting;
    }
  }
  return [];
}

/** Paths of the fields that become what was found; undefined where anything else changes. */
async function coveredBy(
  candidate: Candidate,
  { differences }: Drifted,
  { layer, render }: Options,
): Promise<ReadonlySet<string> | undefined> {
  const values = withValues(layer.values, candidate);
  const [change, ...others] = (values && (await render(values))) ?? [];
  if (change?.action !== 'changed' || others.length > 0 || change.moreFields) {
    return undefined;
  }
  const { object, fields = [] } = change;
  const isFound = fields.every(({ path, after }) =>
    differences.some(
      difference =>
        difference.object === object &&
        difference.path === path &&
        isDeepStrictEqual(difference.observed, after),
    ),
  );
  return isFound ? new Set(fields.map(({ path }) => path)) : undefined;
}

function withValues(
  values: JsonObject,
  candidate: Candidate,
): JsonObject | undefined {
  try {
    return candidate.reduce(
      (set, { path, value }) => overrideValue(set, path, value),
      values,
    );
  } catch (error) {
    // Something of the profile is in the way.
    if (error instanceof RangeError) {
      return undefined;
    }
    throw error;
  }
}

/** Parameters where each of the values is one, else overrides. */
function toRequest(
  found: readonly TracedValue[],
  finding: Drifted,
  { layer, revision }: Options,
): Adoption {
  const { desired, versions, until } = revision;
  const common = commonOf(finding, revision);
  const written =
    versions
      .find(({ profile }) => profile === layer.profile)
      ?.document.spec.layers.find(({ name }) => name === layer.name)?.values ??
    {};
  const parameters = found.map(({ path }) =>
    drivingParameterOf(valueAt(written, path)),
  );
  if (!parameters.every(parameter => parameter !== undefined)) {
    return toOverride(found, { layer, until, common });
  }
  return {
    request: {
      kind: 'set-parameters',
      ...common,
      profile: layer.profile,
      parameters: found.reduce<JsonObject>(
        (set, { value }, index) =>
          setParameter(set, parameters[index]!, value, {
            desired,
            profile: layer.profile,
          }),
        {},
      ),
    },
  };
}

function whyNot(
  fitting: ReadonlyArray<{ candidate: Candidate }>,
  { object, path }: ObjectDifference,
  { name }: DesiredLayer,
): string {
  const each = fitting.map(({ candidate }) =>
    candidate.map(value => value.path).join(' with '),
  );
  return fitting.length > 1
    ? `Any of ${each.join(', ')} of layer ${name} sets ${path} of ${object}; override the one that you mean, change the profile, or make an exception`
    : `The chart of layer ${name} was rendered with every value that could set ${path} of ${object}, and with none exactly that changes. Override a value that does if you know one, change the profile, or make an exception`;
}
