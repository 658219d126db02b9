import type { RenderedObject } from '@cluster-profiles/plugin-cluster-profiles-node';
import { isDefinition } from '../render/definedKinds';

const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';
const HELM_POLICY = 'helm.sh/resource-policy';

/** Whether Argo CD leaves an object that a layer does not bring any more, while the layer stays. */
export function keepsBeside(object: RenderedObject): boolean {
  return has(object, SYNC_OPTIONS, 'Prune=false');
}

/** Whether Argo CD leaves an object when the whole layer goes. Definitions always stay, and with them all that they define. */
export function keepsWithout(object: RenderedObject): boolean {
  return (
    isDefinition(object) ||
    has(object, SYNC_OPTIONS, 'Delete=false') ||
    isToldToBeKept(object)
  );
}

/** Of what Helm would keep, and Argo CD prunes while the layer stays. */
export function whyNotKept(object: RenderedObject): string | undefined {
  return isToldToBeKept(object)
    ? 'It is told to be kept (helm.sh/resource-policy), which Argo CD heeds only when the whole layer goes.'
    : undefined;
}

function isToldToBeKept(object: RenderedObject): boolean {
  return has(object, HELM_POLICY, 'keep');
}

function has(
  { metadata }: RenderedObject,
  annotation: string,
  option: string,
): boolean {
  return (metadata.annotations?.[annotation] ?? '')
    .split(',')
    .some(entry => entry.trim() === option);
}
