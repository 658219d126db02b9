import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type { WorkHandler, WorkKind } from '../work/types';

type Handlers = Partial<Record<WorkKind, WorkHandler>>;

/** The same handlers; how long each piece of work takes, and how it ends, is measured. Reconciling is work of kind `cluster`. */
export function measureWork(
  handlers: Handlers,
  options: { metrics: MetricsService; now?: () => number },
): Handlers {
  const { metrics, now = () => performance.now() } = options;
  const duration = metrics.createHistogram('cluster_profiles.work.duration', {
    description: 'Of one piece of work; reconciling is of kind cluster',
    unit: 's',
    advice: {
      explicitBucketBoundaries: [
        0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60,
      ],
    },
  });
  const measured =
    (kind: string, handler: WorkHandler): WorkHandler =>
    async (item, work) => {
      const start = now();
      const end = (error?: unknown) =>
        duration.record((now() - start) / 1000, {
          'cluster_profiles.work.kind': kind,
          ...(error !== undefined && { 'error.type': typeOf(error) }),
        });
      try {
        const outcome = await handler(item, work);
        end();
        return outcome;
      } catch (error) {
        end(error);
        throw error;
      }
    };
  return Object.fromEntries(
    Object.entries(handlers).map(([kind, handler]) => [
      kind,
      measured(kind, handler),
    ]),
  );
}

/** A name, never a message: those are without number, and may hold what is not meant for everybody. */
function typeOf(error: unknown): string {
  return error instanceof Error ? error.name : 'Error';
}
