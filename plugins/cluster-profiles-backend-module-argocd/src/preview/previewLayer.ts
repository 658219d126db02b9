import { isDeepStrictEqual } from 'node:util';
import type {
  DesiredLayer,
  Finding,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  broughtObject,
  compareRendered,
  renderedName,
  type EngineCluster,
  type LayerPreview,
  type RenderedObject,
  type SourceBytes,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { identityOf } from '../render/asBrought';
import type { LayerRenderer, RenderedLayer } from '../render/LayerRenderer';
import { hookMoments } from '../render/hookMoments';
import { keepsBeside, keepsWithout, whyNotKept } from './keeps';
import { isNamespace, lostNamespaces } from './lostNamespaces';

/** What becomes of each object of a layer. Undefined where the layer, before or after, cannot be rendered here. */
export async function previewLayer(options: {
  renderer: LayerRenderer;
  cluster: EngineCluster;
  /** As it runs now. */
  clusterBefore?: EngineCluster;
  layer?: DesiredLayer;
  before?: DesiredLayer;
  bytes: SourceBytes;
  /** Of the portal, to the cluster. */
  hasAccess?: boolean;
}): Promise<LayerPreview | undefined> {
  const { renderer, cluster, layer, before, bytes } = options;
  const { clusterBefore = cluster, hasAccess = false } = options;
  const [old, rendered] = await Promise.all([
    before && renderer.render({ cluster: clusterBefore, layer: before, bytes }),
    layer && renderer.render({ cluster, layer, bytes }),
  ]);
  if ((before && !old) || (layer && !rendered)) {
    return undefined;
  }
  // Rendered once, and remembered.
  const isSame =
    before === layer &&
    clusterBefore.kubernetesVersion === cluster.kubernetesVersion &&
    isDeepStrictEqual(old?.apiVersions, rendered?.apiVersions);
  const unsteady =
    layer && rendered && !isSame
      ? await renderer.findUnsteady({ cluster, layer, bytes }, rendered)
      : new Map<string, string[]>();
  const [was, is] = [old, rendered].map(it => split(it));
  const isUnsteady = (object: RenderedObject, path: string) =>
    unsteady.get(identityOf(object))?.includes(path) ?? false;
  // It goes with its layer only once nothing of others is in it, and not with a version.
  const guards = (object: RenderedObject) => hasAccess && isNamespace(object);
  const keeps = (object: RenderedObject) =>
    layer ? keepsBeside(object) || guards(object) : keepsWithout(object);
  return {
    objects: compareRendered({
      before: was.applied,
      after: is.applied,
      keeps,
      guards,
      ...(layer && { warns: whyNotKept }),
      ignores: isUnsteady,
    }),
    hooks: is.hooks.map(
      hook => `${renderedName(hook)} (${hookMoments(hook)!.join(', ')})`,
    ),
    brings: (rendered?.objects ?? []).map(broughtObject),
    findings: [
      ...(before && !hasAccess
        ? lostNamespaces(
            before,
            without(was.applied, is.applied).filter(it => !keeps(it)),
          )
        : []),
      ...(layer && rendered ? findingsOf(layer, rendered, unsteady) : []),
    ],
  };
}

function split(rendered: RenderedLayer | undefined): {
  applied: RenderedObject[];
  hooks: RenderedObject[];
} {
  const objects = rendered?.objects ?? [];
  return {
    applied: objects.filter(object => !hookMoments(object)),
    hooks: objects.filter(object => hookMoments(object)),
  };
}

/** Of the first, what is not among the others. */
function without(
  objects: readonly RenderedObject[],
  others: readonly RenderedObject[],
): RenderedObject[] {
  const known = new Set(others.map(identityOf));
  return objects.filter(object => !known.has(identityOf(object)));
}

function findingsOf(
  { name, version }: DesiredLayer,
  { objects }: RenderedLayer,
  unsteady: ReadonlyMap<string, readonly string[]>,
): Finding[] {
  const findings: Finding[] = [];
  if (objects.length === 0) {
    findings.push({
      severity: 'warn',
      code: 'argocd-renders-nothing',
      message: `Version ${version} of layer "${name}" brings nothing to the cluster with these values.`,
      remedy: 'Look at the values that turn its parts on.',
      layer: name,
    });
  }
  if (unsteady.size > 0) {
    const names = [...unsteady].map(
      ([identity, paths]) =>
        `${identity.slice(identity.indexOf(' ') + 1)} (${paths.join(', ')})`,
    );
    findings.push({
      severity: 'warn',
      code: 'argocd-render-unsteady',
      message: `Layer "${name}" comes out differently each time it is rendered, at random or by the time: ${names.slice(0, 5).join('; ')}${names.length > 5 ? ` and ${names.length - 5} more objects` : ''}.`,
      remedy:
        'Give such values in the profile, secret ones by naming a Secret: Argo CD renders again from time to time, and what comes out then is not what was approved.',
      layer: name,
    });
  }
  return findings;
}
