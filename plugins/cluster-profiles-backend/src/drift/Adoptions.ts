import type {
  ClusterDetail,
  DriftAdoption,
  DriftFinding,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Clock } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import { getProfileVersions } from '../profiles/operations/getProfileVersion';
import type { Adopting } from './adoption';
import type { LayerTracer } from './LayerTracer';
import { toDriftAdoption } from './toDriftAdoption';
import { traceAdoption } from './traceAdoption';

/** Time enough to bring it into the profile. */
const OVERRIDE_DAYS = 30;
const NOTHING_DESIRED: DriftAdoption = {
  allowed: false,
  reason: 'Nothing is desired yet',
};

/** What makes drift the desired value. */
export class Adoptions {
  readonly #knex: Knex;
  readonly #clock: Clock;
  readonly #tracer: LayerTracer;

  constructor(options: { knex: Knex; clock: Clock; tracer: LayerTracer }) {
    this.#knex = options.knex;
    this.#clock = options.clock;
    this.#tracer = options.tracer;
  }

  /** As far as the revision and its profiles tell. */
  async known(
    cluster: ClusterDetail,
  ): Promise<(finding: DriftFinding) => DriftAdoption> {
    const revision = await this.#adopting(cluster);
    return finding =>
      revision ? this.#tell(finding, { cluster, revision }) : NOTHING_DESIRED;
  }

  /** With the chart of its layer rendered, where that may tell more. */
  async find(
    finding: DriftFinding,
    cluster: ClusterDetail,
  ): Promise<DriftAdoption> {
    const revision = await this.#adopting(cluster);
    if (!revision) {
      return NOTHING_DESIRED;
    }
    const known = this.#tell(finding, { cluster, revision });
    return known.traceable
      ? toDriftAdoption(
          await this.#tracer.trace(finding, {
            ...revision,
            observedKubernetes: cluster.kubernetesVersion,
          }),
          { cluster, revision },
        )
      : known;
  }

  #tell(
    finding: DriftFinding,
    options: { cluster: ClusterDetail; revision: Adopting },
  ): DriftAdoption {
    const { cluster, revision } = options;
    const adoption = traceAdoption(finding, revision);
    const layer = revision.desired.layers.find(
      ({ name }) => name === finding.layer,
    );
    const mayBeFound =
      'untraced' in adoption &&
      cluster.permitted.override.allowed &&
      this.#tracer.canTrace(layer!);
    return {
      ...toDriftAdoption(adoption, options),
      ...(mayBeFound && { traceable: true }),
    };
  }

  async #adopting({
    desired,
    profiles,
  }: ClusterDetail): Promise<Adopting | undefined> {
    if (!desired) {
      return undefined;
    }
    const until = this.#clock.now().getTime() + OVERRIDE_DAYS * 86_400_000;
    return {
      desired,
      versions: await getProfileVersions(
        this.#knex,
        profiles.map(({ name: profile, version }) => ({ profile, version })),
      ),
      until: new Date(until).toISOString(),
    };
  }
}
