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

const GZIP = [0x1f, 0x8b];

/** What helm makes of a chart. */
export interface RenderedChart {
  objects: RenderedObject[];
  /** That it defines. */
  kinds: DefinedKind[];
  /** Characters of its YAML. */
  size: number;
}

/** Undefined where the bytes of the layer are not kept, or are no chart. Errors as `ChartRenderer.render`. */
export async function renderChart(options: {
  helm: string;
  layer: DesiredLayer;
  /** Such as `1.35.2`. */
  kubernetesVersion?: string;
  apiVersions: readonly string[];
  bytes: SourceBytes;
  limits: HelmLimits;
}): Promise<RenderedChart | undefined> {
  const { layer, kubernetesVersion, bytes, limits, ...run } = options;
  const chart = await readChart(layer, bytes);
  if (!chart) {
    return undefined;
  }
  try {
    const text = await helmTemplate(
      {
        ...run,
        chart,
        releaseName: releaseName(layer.name),
        namespace: layer.name,
        values: valuesText(layer),
        // Argo CD tells charts no more of it.
        kubeVersion: /^v?(\d+\.\d+)/.exec(kubernetesVersion ?? '')?.[1],
      },
      limits,
    );
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

async function readChart(
  { source, sha256 }: DesiredLayer,
  bytes: SourceBytes,
): Promise<Uint8Array | undefined> {
  if (!sha256 || (source?.type !== 'helm' && source?.type !== 'oci')) {
    return undefined;
  }
  try {
    const chart = await bytes.read(sha256);
    return GZIP.every((byte, index) => chart[index] === byte)
      ? chart
      : undefined;
  } catch (error) {
    if ((error as Error).name === 'NotFoundError') {
      return undefined;
    }
    throw error;
  }
}
