import type { JsonObject, JsonValue } from '@backstage/types';
import type {
  DesiredState,
  ObjectDifference,
  OverrideRequest,
  ProfileVersion,
  ResizeRequest,
  SetParametersRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { drivingParameter } from '../planning/resolve/nodePools';
import { setAt } from '../planning/resolve/setAt';

/** The change that makes what was observed the desired value, or why there is none. */
export type Adoption =
  | { request: SetParametersRequest | ResizeRequest | OverrideRequest }
  | {
      reason: string;
      /** The value may still be found where the chart is rendered with others. */
      untraced?: true;
    };

/** A value of a layer that carries what was observed. */
export interface TracedValue {
  /** JSON pointer into the values. */
  path: string;
  value: JsonValue;
}

/** What drifted. */
export interface Drifted {
  id: string;
  layer: string;
  differences: readonly ObjectDifference[];
}

/** What may carry an observed value. */
export interface Adopting {
  desired: DesiredState;
  /** Of its profiles. */
  versions: readonly ProfileVersion[];
  /** How long an override holds; ISO. */
  until: string;
}

/** Of every change that adopts. */
export type Common = Pick<
  SetParametersRequest,
  'cluster' | 'comment' | 'adoptsDrift'
>;

export function commonOf(finding: Drifted, { desired }: Adopting): Common {
  return {
    cluster: desired.cluster.name,
    comment: `Adopts what was found in ${finding.differences[0].object}`,
    adoptsDrift: [finding.id],
  };
}

/** A parameter with members comes whole, as the others stay. */
export function setParameter(
  parameters: JsonObject,
  parameter: string[],
  value: JsonValue,
  { desired, profile }: { desired: DesiredState; profile: string },
): JsonObject {
  const [name] = parameter;
  const present = desired.parameters[profile] ?? {};
  const start =
    Object.hasOwn(parameters, name) || !Object.hasOwn(present, name)
      ? parameters
      : { ...parameters, [name]: present[name] };
  return setAt(start, parameter, value);
}

/** The parameter that a value is, and nothing else. */
export function drivingParameterOf(
  written: JsonValue | undefined,
): string[] | undefined {
  return typeof written === 'string' ? drivingParameter(written) : undefined;
}

/** Each path once. */
export function distinct(
  paths: ReadonlyArray<string[] | undefined>,
): string[][] {
  const known = new Map(
    paths.flatMap(path => (path ? [[path.join('.'), path] as const] : [])),
  );
  return [...known.values()];
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
