import {
  hideSecrets,
  isDeliveredByProvider,
  type DesiredState,
  type ObservedCluster,
  type ObservedLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { classifyError } from './classifyError';
import type { Delivery } from './findDelivery';
import type { LoadedCluster } from './loadCluster';
import type { Hold, Picture } from './types';

/** What came of asking provider and engine. */
export type Look =
  | { picture: Picture; engineSilent?: string }
  | { hold: Hold }
  | { unreachable: { message: string } }
  | { error: unknown };

/** Asks provider and engine what is there. An engine that is silent does not hide what the provider sees. */
export async function lookAtCluster(
  { desired, revision, earlierLayers }: LoadedCluster,
  { provider, engine }: Delivery,
  signal: AbortSignal,
): Promise<Look> {
  try {
    const observed = await observe(desired, provider, signal);
    let engineLayers: ObservedLayer[] = [];
    let engineSilent: string | undefined;
    let registration: Picture['registration'];
    try {
      engineLayers = engine
        ? (await engine.observe({ cluster: desired, signal })).map(
            withoutSecrets,
          )
        : [];
      if (
        engine?.registration &&
        provider.hasDeliveryAccess?.({ desired }) &&
        (engineLayers.length > 0 || needsEngine(desired, provider))
      ) {
        registration =
          (await engine.registration({ cluster: desired, signal })) ?? 'none';
      }
    } catch (error) {
      const { kind, message } = classifyError(error);
      if (kind !== 'unreachable') {
        throw error;
      }
      engineSilent = message;
    }
    return {
      picture: {
        revision,
        desired,
        observed,
        engineLayers,
        providerLayerKinds: provider.layerKinds,
        earlierLayers,
        ...(registration && { registration }),
      },
      engineSilent,
    };
  } catch (error) {
    const { kind, message } = classifyError(error);
    switch (kind) {
      case 'held':
        return { hold: { reason: 'ForeignWrite', message } };
      case 'unreachable':
        return { unreachable: { message } };
      default:
        signal.throwIfAborted();
        return { error };
    }
  }
}

function needsEngine(
  { layers }: DesiredState,
  { layerKinds }: Delivery['provider'],
): boolean {
  return layers.some(layer => !isDeliveredByProvider(layer, layerKinds));
}

/** What is seen is stored, and shown. */
function withoutSecrets(layer: ObservedLayer): ObservedLayer {
  const { differences } = layer;
  return differences
    ? { ...layer, differences: differences.map(hideSecrets) }
    : layer;
}

/** An imported cluster is forgotten although nothing answers for it any more: nothing of it would be written anyway. */
async function observe(
  desired: DesiredState,
  provider: Delivery['provider'],
  signal: AbortSignal,
): Promise<ObservedCluster | undefined> {
  try {
    const observed = await provider.observe({ desired, signal });
    return (
      observed && { ...observed, layers: observed.layers.map(withoutSecrets) }
    );
  } catch (error) {
    const forgets = desired.observeOnly && desired.deleted;
    if (forgets && classifyError(error).kind === 'unreachable') {
      return undefined;
    }
    throw error;
  }
}
