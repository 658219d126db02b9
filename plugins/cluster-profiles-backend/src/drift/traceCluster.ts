import type { JsonObject } from '@backstage/types';
import type { ObjectDifference } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  distinct,
  drivingParameterOf,
  isObject,
  setParameter,
  type Adopting,
  type Adoption,
  type Common,
  type Drifted,
} from './adoption';

export const CONTROL_PLANE = '/spec/topology/controlPlane/replicas';
export const WORKERS =
  /^\/spec\/topology\/workers\/machineDeployments\/([^/]+)\/replicas$/;
const VARIABLE = /^\/spec\/topology\/variables\/([^/]+)(\/value)?$/;

/** Sizes of pools, and variables that parameters set. Pure. */
export function traceCluster(
  { differences }: Drifted,
  revision: Adopting,
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
  { desired, versions }: Adopting,
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
