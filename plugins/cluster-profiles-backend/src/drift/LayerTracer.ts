import { stringifyError } from '@backstage/errors';
import type { DesiredLayer } from '@cluster-profiles/plugin-cluster-profiles-common';
import type {
  AddOnEngine,
  ClusterProvider,
  SourceBytes,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { engineCluster } from '../clusters/engineCluster';
import { answerWithin } from '../planning/answerWithin';
import { findDelivery } from '../reconciler/findDelivery';
import { mergeValues } from '../sources/chart/mergeValues';
import { readChart } from '../sources/chart/readChart';
import type { Adopting, Adoption, Drifted } from './adoption';
import { traceByRendering } from './traceByRendering';

/** Somebody waits for it. */
const PATIENCE_MS = 25_000;

/** Finds what adopts drift by having the chart of the layer rendered. Writes nothing. */
export class LayerTracer {
  readonly #providers: ReadonlyMap<string, ClusterProvider>;
  readonly #engines: ReadonlyMap<string, AddOnEngine>;
  readonly #bytes: SourceBytes;

  constructor(options: {
    providers: ReadonlyMap<string, ClusterProvider>;
    engines: ReadonlyMap<string, AddOnEngine>;
    bytes: SourceBytes;
  }) {
    this.#providers = options.providers;
    this.#engines = options.engines;
    this.#bytes = options.bytes;
  }

  /** Whether there is a chart that could be rendered. */
  canTrace({ chart, sha256 }: DesiredLayer): boolean {
    return chart !== undefined && sha256 !== undefined;
  }

  async trace(
    finding: Drifted,
    revision: Adopting & { observedKubernetes?: string },
  ): Promise<Adoption> {
    const { desired } = revision;
    const delivery = findDelivery(desired, {
      providers: this.#providers,
      engines: this.#engines,
    });
    const layer = desired.layers.find(({ name }) => name === finding.layer);
    const engine = 'reason' in delivery ? undefined : delivery.engine;
    if (!layer || !this.canTrace(layer) || !engine?.preview) {
      return { reason: `Nothing here renders layer ${finding.layer}` };
    }
    const cluster = engineCluster(desired, revision.observedKubernetes);
    try {
      return await answerWithin({
        timeout: PATIENCE_MS,
        question: async signal => {
          const chart = await readChart(await this.#bytes.read(layer.sha256!));
          return traceByRendering(finding, {
            layer,
            values: mergeValues(chart.values, layer.values),
            revision,
            render: async values => {
              signal.throwIfAborted();
              return render(engine, {
                cluster,
                before: layer,
                layer: { ...layer, values },
                bytes: this.#bytes,
                signal,
              });
            },
          });
        },
      });
    } catch (error) {
      const { name } = error as Error;
      if (name === 'TimeoutError') {
        return {
          reason: `What sets it could not be found in ${PATIENCE_MS / 1_000} seconds; ask again when less is rendered`,
        };
      }
      if (name === 'NotFoundError' || name === 'ProviderUnreachableError') {
        return {
          reason: `The chart of layer ${layer.name} cannot be rendered: ${stringifyError(error)}`,
        };
      }
      throw error;
    }
  }
}

/** What a chart refuses is no value of it. */
async function render(
  engine: AddOnEngine,
  options: Parameters<NonNullable<AddOnEngine['preview']>>[0],
) {
  try {
    return (await engine.preview!(options))?.objects;
  } catch (error) {
    if ((error as Error).name === 'ProviderRefusedError') {
      return undefined;
    }
    throw error;
  }
}
