import {
  jsonPointer,
  type ResizeRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { refuse, refuseAny } from '../refuse';
import type { BaseFacts, Resolved } from '../types';
import { chosenProfile, withProfile } from './chosenProfile';
import { intentOf } from './intentOf';
import { CONTROL_PLANE, drivingParameter, profilePools } from './nodePools';
import { validateParameters } from './parameterSchema';
import { setAt } from './setAt';
import { settle } from './settle';

/** Sets the parameter that drives a pool, or an override where none does. */
export function resolveResize(
  request: ResizeRequest,
  facts: BaseFacts,
): Resolved {
  const intent = intentOf(facts.base.desired, facts.versions);
  const { version, parameters: present } = chosenProfile(intent);
  const pools = profilePools(version);
  const wanted = { ...request.workers };
  refuseAny(
    'input',
    Object.keys(wanted)
      .filter(pool => pool === CONTROL_PLANE || !pools.has(pool))
      .map(pool => ({
        code: 'pool-unknown',
        message: `Cluster "${intent.cluster.name}" has no worker pool "${pool}".`,
        path: jsonPointer('/workers', pool),
        remedy: `Its worker pools are ${[...pools.keys()].slice(1).join(', ') || 'none'}.`,
      })),
  );
  refuseAny(
    'input',
    Object.keys(wanted)
      .map(pool => ({ pool, ...pools.get(pool) }))
      .filter(({ min }) => min !== undefined)
      .map(({ pool, min, max }) => ({
        code: 'pool-autoscaled',
        message: `An autoscaler decides on the machines of pool "${pool}".`,
        path: jsonPointer('/workers', pool),
        remedy: rangeRemedy([min, max]),
      })),
  );
  if (request.controlPlane !== undefined) {
    wanted[CONTROL_PLANE] = request.controlPlane;
  }
  if (Object.keys(wanted).length === 0) {
    refuse('input', {
      code: 'resize-empty',
      message: 'A resize names the control plane or at least one worker pool.',
      path: '/workers',
      remedy: 'Give the number of machines of a pool.',
    });
  }
  let parameters = present;
  const poolOverrides = { ...intent.poolOverrides };
  const now = presentReplicas(facts);
  for (const [pool, replicas] of Object.entries(wanted)) {
    const parameter = drivingParameter(pools.get(pool)?.replicas);
    if (parameter) {
      parameters = setAt(parameters, parameter, replicas);
    } else if (replicas !== now.get(pool)) {
      poolOverrides[pool] = replicas;
    }
  }
  return settle(
    {
      ...withProfile(intent, {
        version,
        parameters: validateParameters({
          version,
          parameters,
          path: '/parameters',
        }),
      }),
      poolOverrides,
    },
    { facts },
  );
}

/** What moves the range that an autoscaler decides in. */
function rangeRemedy(sizes: Array<number | string | undefined>): string {
  const names = sizes.flatMap(size => drivingParameter(size)?.join('.') ?? []);
  return names.length > 0
    ? `Set the parameters that give its range: ${[...new Set(names)].join(', ')}.`
    : 'Upgrade to a profile version with another range.';
}

function presentReplicas({ base }: BaseFacts): Map<string, number> {
  const { controlPlane, workers } = base.desired.nodePools;
  return new Map([
    [CONTROL_PLANE, controlPlane.replicas],
    ...workers.map(({ name, replicas }): [string, number] => [name, replicas]),
  ]);
}
