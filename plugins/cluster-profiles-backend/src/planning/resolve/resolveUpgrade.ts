import type { JsonObject } from '@backstage/types';
import semver from 'semver';
import {
  jsonPointer,
  type Finding,
  type ProfileVersion,
  type UpgradeRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { refuse } from '../refuse';
import type { BaseFacts, Resolved } from '../types';
import { chooseVersion } from './chooseVersion';
import { chosenProfile, expectType, withProfile } from './chosenProfile';
import { intentOf } from './intentOf';
import { drivingParameter, profilePools } from './nodePools';
import { knowsParameter, validateParameters } from './parameterSchema';
import { settle } from './settle';

/** Parameters and overrides are carried forward by name; only new or now invalid parameters are asked for. */
export function resolveUpgrade(
  request: UpgradeRequest,
  facts: BaseFacts,
): Resolved {
  const intent = intentOf(facts.base.desired, facts.versions);
  const present = chosenProfile(intent, request.profile);
  const { profile, type } = present.version;
  if (request.version === present.version.version) {
    refuse('conflict', {
      code: 'upgrade-same-version',
      message: `Cluster "${intent.cluster.name}" runs ${profile} ${request.version} already.`,
      path: '/version',
      remedy: 'Choose another version.',
    });
  }
  const version = chooseVersion({
    reference: { name: profile, version: request.version },
    versions: facts.versions,
    path: '/version',
    forNewUse: true,
  });
  const isMain = type !== 'add-on';
  expectType(version, isMain ? 'main' : 'add-on', '/version');
  const carried = carryParameters(present.parameters, version);
  const pools = isMain
    ? carryOverrides(intent.poolOverrides, version)
    : { poolOverrides: intent.poolOverrides, parameters: {}, findings: [] };
  const older = semver.lt(version.version, present.version.version);
  return settle(
    {
      ...withProfile(intent, {
        version,
        parameters: validateParameters({
          version,
          parameters: {
            ...pools.parameters,
            ...carried.parameters,
            ...request.parameters,
          },
          path: '/parameters',
        }),
      }),
      poolOverrides: pools.poolOverrides,
      findings: [
        ...(older
          ? [
              warn(
                'profile-version-older',
                `${profile} ${version.version} is older than ${present.version.version}.`,
              ),
            ]
          : []),
        ...carried.findings,
        ...pools.findings,
      ],
    },
    { facts, newVersions: [version], overrides: request.overrides ?? [] },
  );
}

function carryParameters(
  parameters: JsonObject,
  version: ProfileVersion,
): { parameters: JsonObject; findings: Finding[] } {
  const schema = version.document.spec.parameters;
  const entries = Object.entries(parameters);
  return {
    parameters: Object.fromEntries(
      entries.filter(([name]) => knowsParameter(schema, name)),
    ),
    findings: entries
      .filter(([name]) => !knowsParameter(schema, name))
      .map(([name]) =>
        warn(
          'parameter-dropped',
          `${version.profile} ${version.version} has no parameter "${name}" any more; its value is dropped.`,
          jsonPointer('/parameters', name),
        ),
      ),
  };
}

/** Overrides of pools that are gone are dropped; where a parameter drives the pool now, it takes the value over. */
function carryOverrides(
  overrides: Record<string, number>,
  version: ProfileVersion,
): {
  poolOverrides: Record<string, number>;
  parameters: JsonObject;
  findings: Finding[];
} {
  const pools = profilePools(version);
  const poolOverrides: Record<string, number> = {};
  const parameters: JsonObject = {};
  const findings: Finding[] = [];
  for (const [pool, replicas] of Object.entries(overrides)) {
    const parameter = drivingParameter(pools.get(pool)?.replicas);
    if (pools.get(pool)?.min !== undefined) {
      findings.push(
        warn(
          'pool-override-dropped',
          `An autoscaler decides on pool "${pool}" in ${version.profile} ${version.version}; the ${replicas} machines set on the cluster are dropped.`,
        ),
      );
    } else if (!pools.has(pool)) {
      findings.push(
        warn(
          'pool-override-dropped',
          `${version.profile} ${version.version} has no pool "${pool}" any more; its ${replicas} machines are dropped.`,
        ),
      );
    } else if (!parameter) {
      poolOverrides[pool] = replicas;
    } else if (parameter.length === 1) {
      parameters[parameter[0]] = replicas;
    } else {
      findings.push(
        warn(
          'pool-override-dropped',
          `Parameter "${parameter.join('.')}" sets pool "${pool}" now; the ${replicas} machines set on the cluster are dropped.`,
        ),
      );
    }
  }
  return { poolOverrides, parameters, findings };
}

function warn(code: string, message: string, path?: string): Finding {
  return { severity: 'warn', code, message, ...(path ? { path } : {}) };
}
