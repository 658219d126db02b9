import type { DesiredLayer } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  ProviderRefusedError,
  ProviderUnreachableError,
  type RenderedObject,
  type SourceBytes,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { valuesText } from '../application/chartSource';
import { releaseName } from '../application/names';
import { definedKinds, type DefinedKind } from './definedKinds';
import { helmTemplate, type HelmLimits } from './helmTemplate';
import { parseObjects } from './parseObjects';
import { readManifests } from './readManifests';

const GZIP = [0x1f, 0x8b];

/** What the bytes of a layer make. */
export interface RenderedBytes {
  objects: RenderedObject[];
  /** That it defines. */
  kinds: DefinedKind[];
  /** Characters of its YAML. */
  size: number;
}

type Options = {
  /** The program; only charts need it. */
  helm?: string;
  layer: DesiredLayer;
  /** Such as `1.35.2`. */
  kubernetesVersion?: string;
  apiVersions: readonly string[];
  bytes: SourceBytes;
  limits: HelmLimits;
};

/** Undefined where the bytes of the layer are not kept, or are neither a chart nor files. Errors as `LayerRenderer.render`. */
export async function renderLayer(
  options: Options,
): Promise<RenderedBytes | undefined> {
  const { layer } = options;
  try {
    const text = await renderText(options);
    if (text === undefined) {
      return undefined;
    }
    const objects = await parseObjects(text);
    return { objects, kinds: definedKinds(objects), size: text.length };
  } catch (error) {
    const message = `Version ${layer.version} of layer ${layer.name} does not render: ${(error as Error).message}`;
    if (error instanceof ProviderRefusedError) {
      throw new ProviderRefusedError(message);
    }
    if (error instanceof ProviderUnreachableError) {
      throw new ProviderUnreachableError(message);
    }
    throw error;
  }
}

async function renderText(options: Options): Promise<string | undefined> {
  const { helm, layer, kubernetesVersion, apiVersions, bytes, limits } =
    options;
  const { source, sha256 } = layer;
  if (!sha256) {
    return undefined;
  }
  try {
    if (source?.type === 'manifests') {
      return await readManifests(sha256, { bytes, limit: limits.bytes });
    }
    const chart = await bytes.read(sha256);
    if (!helm || !GZIP.every((byte, index) => chart[index] === byte)) {
      return undefined;
    }
    return await helmTemplate(
      {
        helm,
        chart,
        apiVersions,
        releaseName: releaseName(layer.name),
        namespace: layer.name,
        values: valuesText(layer),
        // Argo CD tells charts no more of it.
        kubeVersion: /^v?(\d+\.\d+)/.exec(kubernetesVersion ?? '')?.[1],
      },
      limits,
    );
  } catch (error) {
    if ((error as Error).name === 'NotFoundError') {
      return undefined;
    }
    throw error;
  }
}
