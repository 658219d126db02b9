import { CLUSTER_SORT_FIELDS } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Measure } from './Benchmark';
import { quantile } from './compare';

const ROUNDS = 100;
const WARM_UP = 5;
const AT_MOST = 1.5;

const FILTERS = [
  'stage=production',
  'stage=development',
  'phase=degraded',
  'phase=ready',
  'owner=group:default/checkout',
  'owner=group:default/team-7',
  'profile=production-base',
  'profile=edge-small',
  'version=1.4.0',
  'drift=Drifted',
  'withIssues=true',
  'layer=cilium',
  'layer=ingress@4.15.1',
  'search=fleet-99',
  'search=nothing-like-it',
  'target=target-3',
  'stage=development&phase=ready&sort=updatedAt&order=desc',
];

/** Every order and every filter of the fleet page. */
const QUERIES = [
  ...CLUSTER_SORT_FIELDS.flatMap(field => [
    `sort=${field}&order=asc`,
    `sort=${field}&order=desc`,
  ]),
  ...FILTERS,
];

/** Each query on a large fleet beside a small one, call by call in turns, so that what else the machine does falls on both. */
export async function measureQueries(options: {
  database: string;
  large: (query: string) => Promise<unknown>;
  small: (query: string) => Promise<unknown>;
  report: (measure: Measure) => void;
}): Promise<void> {
  const fleets = ['large', 'small'] as const;
  const times = new Map(
    QUERIES.map(query => [
      query,
      { large: [] as number[], small: [] as number[] },
    ]),
  );
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const [query, measured] of times) {
      const turn = round % 2 === 0 ? fleets : [...fleets].reverse();
      for (const fleet of turn) {
        const start = performance.now();
        await options[fleet](query);
        if (round >= 0) {
          measured[fleet].push(performance.now() - start);
        }
      }
    }
  }
  const together = fleets.map(fleet =>
    [...times.values()].flatMap(measured => measured[fleet]),
  );
  for (const [query, measured] of [
    ['any', { large: together[0], small: together[1] }] as const,
    ...times,
  ]) {
    for (const [label, share] of [
      ['p50', 0.5],
      ['p95', 0.95],
    ] as const) {
      options.report({
        name: `fleet/${options.database}/${query}/${label}`,
        value: quantile(measured.large, share),
        unit: 'ms',
        baseline: quantile(measured.small, share),
        atMost: AT_MOST,
      });
    }
  }
}
