import type {
  MetricAttributes,
  MetricsServiceObservableCallback,
} from '@backstage/backend-plugin-api/alpha';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';

export type Figure = [value: number, attributes: MetricAttributes | undefined];

/** A metrics service that keeps what it is told, by the name of the instrument. */
export function recordMetrics() {
  const recorded: Record<string, Figure[]> = {};
  const callbacks: Record<string, MetricsServiceObservableCallback> = {};
  const metrics = metricsServiceMock.mock({
    createHistogram: name => ({
      record: (value, attributes) => {
        (recorded[name] ??= []).push([value, attributes]);
      },
    }),
    createObservableGauge: name => ({
      addCallback: callback => {
        callbacks[name] = callback as MetricsServiceObservableCallback;
      },
      removeCallback: () => {},
    }),
  });
  return {
    metrics,
    recorded,
    /** What an observable instrument tells when it is asked. */
    async collect(name: string): Promise<Figure[]> {
      const figures: Figure[] = [];
      await callbacks[name]({
        observe: (value, attributes) => {
          figures.push([value, attributes]);
        },
      });
      return figures;
    },
  };
}
