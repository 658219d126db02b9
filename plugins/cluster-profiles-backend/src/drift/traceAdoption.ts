import { isDeepStrictEqual } from 'node:util';
import type { JsonObject, JsonValue } from '@backstage/types';
import {
  type DesiredLayer,
  type DesiredState,
  type ObjectDifference,
  type ProfileVersion,
  type ResizeRequest,
  type SetParametersRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { drivingParameter } from '../planning/resolve/nodePools';
import { setAt } from '../planning/resolve/setAt';

/** The change that makes what was observed the desired value, or why there is none. */
export type Adoption =
  { request: SetParametersRequest | ResizeRequest } | { reason: string };

interface Drifted {
  id: string;
  layer: string;
  differences: readonly ObjectDifference[];
}

interface Revision {
  desired: DesiredState;
  /** Of its profiles. */
  versions: readonly ProfileVersion[];
}

const CONTROL_PLANE = '/spec/topology/controlPlane/replicas';
const WORKERS =
  /^\/spec\/topology\/workers\/machineDeployments\/([^/]+)\/replicas$/;
const VARIABLE = /^\/spec\/topology\/variables\/([^/]+)(\/value)?$/;

/**
 * Looks for what of a revision sets the fields that drifted: sizes of pools, and parameters. What comes out of a chart is traced only
 * where one parameter alone has the name of the field and the value that is desired. Pure.
 */
export function traceAdoption(finding: Drifted, revision: Revision): Adoption {
  const { desired } = revision;
  const layer = desired.layers.find(({ name }) => name === finding.layer);
  if (!layer) {
    return { reason: 'The layer is not desired any more' };
  }
  const nameless = finding.differences.find(
    ({ whole, hidden, observed }) =>
      whole !== undefined || hidden !== undefined || observed === undefined,
  );
  if (nameless) {
    return { reason: whyNoValue(nameless) };
  }
  const common = {
    cluster: desired.cluster.name,
    comment: `Adopts what was found in ${finding.differences[0].object}`,
    adoptsDrift: [finding.id],
  };
  if (layer.kind === 'kubernetes' && isCluster(finding)) {
    return traceCluster(finding, revision, common);
  }
  return traceLayer(finding, layer, revision, common);
}

type Common = Pick<SetParametersRequest, 'cluster' | 'comment' | 'adoptsDrift'>;

function traceCluster(
  { differences }: Drifted,
  revision: Revision,
  common: Common,
): Adoption {
  const workers: Record<string, number> = {};
  let controlPlane: number | undefined;
  const variables: ObjectDifference[] = [];
  for (const difference of differences) {
    const { path, observed } = difference;
    const pool = WORKERS.exec(path)?.[1];
    if (pool !== undefined && typeof observed === 'number') {
      workers[pool] = observed;
    } else if (path === CONTROL_PLANE && typeof observed === 'number') {
      controlPlane = observed;
    } else if (VARIABLE.test(path)) {
      variables.push(difference);
    } else {
      return {
        reason: `Nothing of the profile sets ${path}; change the profile, or make an exception`,
      };
    }
  }
  if (variables.length === 0) {
    return {
      request: {
        kind: 'resize',
        ...common,
        ...(controlPlane !== undefined && { controlPlane }),
        ...(Object.keys(workers).length > 0 && { workers }),
      },
    };
  }
  if (variables.length < differences.length) {
    return {
      reason:
        'Both machines and variables differ; propose a change for each of them',
    };
  }
  return traceVariables(variables, revision, common);
}

function traceVariables(
  differences: readonly ObjectDifference[],
  { desired, versions }: Revision,
  common: Common,
): Adoption {
  const main = desired.profiles.find(({ type }) => type !== 'add-on');
  const version = versions.find(({ profile }) => profile === main?.name);
  const entries = version?.document.spec.providers?.[desired.target.provider];
  let parameters: JsonObject = {};
  for (const { path, observed } of differences) {
    const [, name, ofValue] = VARIABLE.exec(path)!;
    const written = (entries ?? []).flatMap(({ variables }) =>
      isObject(variables) ? [variables[name]] : [],
    );
    const [parameter, ...others] = distinct(written.map(drivingParameterOf));
    if (!main || !parameter || others.length > 0 || !ofValue) {
      return {
        reason: `No parameter of the profile sets the variable ${name}; change the profile, or make an exception`,
      };
    }
    parameters = setParameter(parameters, parameter, observed!, {
      desired,
      profile: main.name,
    });
  }
  return { request: { kind: 'set-parameters', ...common, parameters } };
}

function traceLayer(
  { differences }: Drifted,
  layer: DesiredLayer,
  { desired, versions }: Revision,
  common: Common,
): Adoption {
  const written =
    versions
      .find(({ profile }) => profile === layer.profile)
      ?.document.spec.layers.find(({ name }) => name === layer.name)?.values ??
    {};
  let parameters: JsonObject = {};
  for (const { object, path, desired: wanted, observed } of differences) {
    const field = path.slice(path.lastIndexOf('/') + 1);
    const found = distinct(
      drivenValues(written, layer.values)
        .filter(
          ({ key, value }) =>
            isCalled(key, field) && isDeepStrictEqual(value, wanted),
        )
        .map(({ parameter }) => parameter),
    );
    const [parameter] = found;
    if (!parameter || found.length > 1) {
      return {
        reason: `${
          parameter
            ? 'More than one parameter'
            : `No parameter of ${layer.profile}`
        } can be told to set ${path} of ${object}; change the profile, or make an exception`,
      };
    }
    parameters = setParameter(parameters, parameter, observed!, {
      desired,
      profile: layer.profile,
    });
  }
  return {
    request: {
      kind: 'set-parameters',
      ...common,
      profile: layer.profile,
      parameters,
    },
  };
}

/** Values of a layer that are a parameter and nothing else, with what they are on the cluster. */
function drivenValues(
  written: JsonValue | undefined,
  resolved: JsonValue | undefined,
  key = '',
): Array<{ key: string; value: JsonValue | undefined; parameter: string[] }> {
  const parameter = drivingParameterOf(written);
  if (parameter) {
    return [{ key, value: resolved, parameter }];
  }
  return isObject(written)
    ? Object.entries(written).flatMap(([name, member]) =>
        drivenValues(
          member,
          isObject(resolved) ? resolved[name] : undefined,
          name,
        ),
      )
    : [];
}

function drivingParameterOf(
  written: JsonValue | undefined,
): string[] | undefined {
  return typeof written === 'string' ? drivingParameter(written) : undefined;
}

/** Charts call the replicas of an object as they like. */
function isCalled(key: string, field: string): boolean {
  const plain = (word: string) =>
    word.toLocaleLowerCase('en-US').replace(/^replicacount$/, 'replicas');
  return plain(key) === plain(field);
}

/** A parameter with members comes whole, as the others stay. */
function setParameter(
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

function whyNoValue({ object, whole, hidden, path }: ObjectDifference): string {
  if (whole === 'missing') {
    return `${object} is not there; to do without it, change the profile`;
  }
  if (whole === 'undesired') {
    return `${object} is not part of the layer; to have it, change the profile`;
  }
  if (whole === 'unknown') {
    return 'The fields that differ are not known';
  }
  return hidden === undefined
    ? `${path} of ${object} was removed; to do without it, change the profile`
    : `What ${path} of ${object} is now is not shown, so it cannot be taken over`;
}

function isCluster({ differences }: Drifted): boolean {
  return differences.every(({ object }) => object.startsWith('Cluster '));
}

function distinct(paths: ReadonlyArray<string[] | undefined>): string[][] {
  const known = new Map(
    paths.flatMap(path => (path ? [[path.join('.'), path] as const] : [])),
  );
  return [...known.values()];
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
