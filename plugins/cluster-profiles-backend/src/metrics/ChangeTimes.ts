import type {
  MetricsService,
  MetricsServiceHistogram,
} from '@backstage/backend-plugin-api/alpha';
import type { Knex } from 'knex';
import type { ChangeRow } from '../database/tables';

/** Seconds: from a minute to three days. */
const HUMAN = [60, 300, 900, 3_600, 14_400, 43_200, 86_400, 172_800, 259_200];
/** Seconds: from ten of them to two hours. */
const MACHINE = [10, 30, 60, 120, 300, 600, 1_200, 2_400, 4_800, 7_200];

/** A change as it stood before it moved. */
type Before = Pick<ChangeRow, 'id' | 'accepted_at' | 'finished_at'>;

/** How long changes wait for people, and how long for clusters. */
export class ChangeTimes {
  readonly #knex: Knex;
  readonly #approval: MetricsServiceHistogram;
  readonly #duration: MetricsServiceHistogram;

  constructor(options: { knex: Knex; metrics: MetricsService }) {
    const { metrics } = options;
    this.#knex = options.knex;
    this.#approval = metrics.createHistogram(
      'cluster_profiles.change.approval.duration',
      {
        description: 'From the plan of a change to its last approval',
        unit: 's',
        advice: { explicitBucketBoundaries: HUMAN },
      },
    );
    this.#duration = metrics.createHistogram(
      'cluster_profiles.change.duration',
      {
        description:
          'From the acceptance of a change until it is proven or has failed',
        unit: 's',
        advice: { explicitBucketBoundaries: MACHINE },
      },
    );
  }

  /** After a change may have moved: each time is taken once, where it moved. */
  async moved(before: Before): Promise<void> {
    const now = await this.#knex<ChangeRow>('changes')
      .where({ id: before.id })
      .first(
        'kind',
        'state',
        'stage',
        'planned_at',
        'accepted_at',
        'finished_at',
        'policy',
      );
    if (!now?.accepted_at) {
      return;
    }
    const attributes = {
      'cluster_profiles.change.kind': now.kind,
      ...(now.stage && { 'cluster_profiles.stage': now.stage }),
    };
    if (!before.accepted_at && now.planned_at && isApproved(now)) {
      this.#approval.record(
        seconds(now.planned_at, now.accepted_at),
        attributes,
      );
    }
    if (!before.finished_at && now.finished_at) {
      this.#duration.record(seconds(now.accepted_at, now.finished_at), {
        ...attributes,
        'cluster_profiles.change.state': now.state,
      });
    }
  }
}

/** What needs no approval waits for nobody. */
function isApproved({ policy }: Pick<ChangeRow, 'policy'>): boolean {
  return JSON.parse(policy ?? '{}').requirements?.length > 0;
}

function seconds(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 1000;
}
