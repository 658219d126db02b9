import type {
  DesiredLayer,
  DesiredOverride,
  Finding,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { SourceBytes } from '@cluster-profiles/plugin-cluster-profiles-node';
import { checkChartValues } from '../sources/chart/checkChartValues';
import { readChart, type Chart } from '../sources/chart/readChart';
import { mapConcurrently } from './mapConcurrently';

const CONCURRENCY = 2;

/**
 * Values of layers, as they are for this cluster, that do not fit the `values.schema.json` of their chart: whoever renders it would
 * refuse them. Publication has checked what the profile says, but neither overrides nor what parameters put there.
 */
export async function gatherUnfitValues(
  layers: readonly DesiredLayer[],
  options: {
    overrides?: readonly DesiredOverride[];
    bytes: Pick<SourceBytes, 'read'>;
  },
): Promise<Finding[]> {
  const { overrides = [], bytes } = options;
  const found = new Map<string, Finding[]>();
  await mapConcurrently(layers, CONCURRENCY, async layer => {
    const chart = await chartOf(layer, bytes);
    const unfit = chart
      ? checkChartValues({ chart, layer, index: 0 }).filter(
          ({ severity }) => severity === 'block',
        )
      : [];
    found.set(
      layer.name,
      unfit.map(finding => forCluster(finding, layer, overrides)),
    );
  });
  return layers.flatMap(({ name }) => found.get(name) ?? []);
}

/** Undefined where its bytes are no chart, or not kept. */
async function chartOf(
  { chart, sha256 }: DesiredLayer,
  bytes: Pick<SourceBytes, 'read'>,
): Promise<Chart | undefined> {
  if (!chart || !sha256) {
    return undefined;
  }
  try {
    return await readChart(await bytes.read(sha256));
  } catch (error) {
    if ((error as Error).name === 'NotFoundError') {
      return undefined;
    }
    throw error;
  }
}

/** Its path is one in a document, which nobody has before him here. */
function forCluster(
  { path = '', ...finding }: Finding,
  { name }: DesiredLayer,
  overrides: readonly DesiredOverride[],
): Finding {
  const at = path.replace(/^.*?\/values(?=\/|$)/, '');
  const override = overrides.find(
    other =>
      other.layer === name &&
      (at === other.path ||
        at.startsWith(`${other.path}/`) ||
        other.path.startsWith(`${at}/`)),
  );
  return {
    ...finding,
    remedy: override
      ? `Override ${override.path} with a value that fits, or not at all.`
      : 'Choose other parameters, or correct the profile.',
  };
}
