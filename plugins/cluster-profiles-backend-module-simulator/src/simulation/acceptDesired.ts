import { ProviderRefusedError } from '@cluster-profiles/plugin-cluster-profiles-node';
import { checkKubernetesRules } from './checkKubernetesRules';
import { correctDrift } from './driftOf';
import type { ClusterSpec, Misbehaviour, SimulatedCluster } from './types';

/** Takes over what is asked for, as an API server would; what follows from it comes step by step. */
export function acceptDesired(
  live: SimulatedCluster | undefined,
  spec: ClusterSpec,
  now: Date,
  misbehaviours: readonly Misbehaviour[],
): SimulatedCluster {
  if (live?.deleting) {
    throw new ProviderRefusedError(
      `Cluster "${spec.name}" is being deleted and takes no changes`,
    );
  }
  const [refusal] = checkKubernetesRules(spec, live);
  if (refusal) {
    throw new ProviderRefusedError(
      `admission webhook "validation.simulator" denied the request: ${refusal.message}`,
    );
  }
  if (!live) {
    return newCluster(spec, now);
  }
  const corrected = correctDrift(live, spec.ownLayers, misbehaviours, now);
  return JSON.stringify(live.spec) === JSON.stringify(spec)
    ? corrected
    : { ...corrected, spec, generation: live.generation + 1 };
}

function newCluster(spec: ClusterSpec, now: Date): SimulatedCluster {
  return {
    spec,
    generation: 1,
    observedGeneration: 0,
    paused: false,
    deleting: false,
    gone: false,
    infrastructureReady: false,
    serial: 0,
    machines: [],
    layers: [],
    corrected: {},
    conditions: [],
    steppedAt: now.toISOString(),
    resting: false,
  };
}
