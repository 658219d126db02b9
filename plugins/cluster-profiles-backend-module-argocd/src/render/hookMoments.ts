import type { RenderedObject } from '@cluster-profiles/plugin-cluster-profiles-node';

const ARGO_HOOK = 'argocd.argoproj.io/hook';
const HELM_HOOK = 'helm.sh/hook';
/** Argo CD runs no others of Helm: neither tests nor what belongs to roll-backs and deletions. */
const OF_HELM = ['pre-install', 'pre-upgrade', 'post-install', 'post-upgrade'];

/** When Argo CD runs an object: never where it is empty; undefined for one that is applied as any other. */
export function hookMoments({
  metadata,
}: RenderedObject): string[] | undefined {
  const { annotations = {} } = metadata;
  const ofArgo = entriesOf(annotations[ARGO_HOOK]);
  if (ofArgo) {
    return ofArgo.filter(moment => moment !== 'Skip');
  }
  const ofHelm = entriesOf(annotations[HELM_HOOK]);
  // Helm once marked definitions so; they are no hooks.
  return ofHelm && ofHelm.join() !== 'crd-install'
    ? ofHelm.filter(moment => OF_HELM.includes(moment))
    : undefined;
}

function entriesOf(annotation: string | undefined): string[] | undefined {
  return annotation
    ?.split(',')
    .map(entry => entry.trim())
    .filter(Boolean);
}
