import { isError } from '@backstage/errors';
import {
  orderLayers,
  type OrderableLayer,
} from '@cluster-profiles/plugin-cluster-profiles-common';

/** One sentence that names the circle; nothing when the layers can be put in an order. */
export function circularLayers(layers: OrderableLayer[]): string[] {
  try {
    orderLayers(layers);
    return [];
  } catch (error) {
    if (isError(error) && error.name === 'InputError') {
      return [error.message];
    }
    throw error;
  }
}
