import type {
  DesiredState,
  ObservedCluster,
  ObservedLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { aDesiredState } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import type { Picture } from '../types';
import { layersAsDesired, observedAsDesired } from './scripted';

/** A picture in which all is as desired, but for what is said otherwise. */
export function aPicture(
  overrides: Partial<Picture> & {
    see?: Partial<ObservedCluster>;
    seeLayers?: Record<string, Partial<ObservedLayer> | undefined>;
  } = {},
): Picture {
  const { see, seeLayers = {}, ...rest } = overrides;
  const desired: DesiredState = overrides.desired ?? aDesiredState();
  const revision = overrides.revision ?? 1;
  return {
    revision,
    desired,
    ...('observed' in overrides
      ? {}
      : { observed: observedAsDesired(desired, revision, see) }),
    engineLayers: layersAsDesired(desired).flatMap(layer => {
      const change = seeLayers[layer.name];
      return layer.name in seeLayers && !change
        ? []
        : [{ ...layer, ...change }];
    }),
    providerLayerKinds: ['os', 'kubernetes'],
    earlierLayers: [],
    ...rest,
  };
}
