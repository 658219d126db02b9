import type {
  Cluster,
  Page,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import type { Benchmark } from './Benchmark';
import { latencies, quantile } from './compare';
import { measureQueries } from './fleetQueries';
import { insertFleet } from './insertFleet';
import { onEachDatabase } from './onEachDatabase';
import { startPortal, type Call } from './startPortal';

const FLEET = 10_000;
const PAGE = 50;
/** A portal that has hardly begun. */
const FEW = 10;
/** Rows of a page on either side, so that what differs is finding them. */
const DRAWN = FEW;
const BLOCKS = 10;
const CALLS_OF_BLOCK = 25;
const TEAMS = 20;
const TEAM = 'group:default/checkout';

/**
 * The first page of the fleet for somebody who may see what his team owns and what is not production, out of 10,000
 * clusters beside out of 50, and beside the bare select of 50 rows. Then every order and filter of the clusters page, out of
 * 10,000 beside out of 10.
 */
export const run: Benchmark = ({ postgres, report }) =>
  onEachDatabase(postgres, async ({ name, create }) => {
    const large = await startFleet(await create(), FLEET);
    const small = await startFleet(await create(), PAGE);
    const few = await startFleet(await create(), FEW);
    try {
      const measured = {
        large: [] as number[],
        small: [] as number[],
        select: [] as number[],
      };
      // In turns, so that what else the machine does falls on all; the first turn only warms up.
      for (let block = 0; block <= BLOCKS; block++) {
        const times = {
          large: await latencies(CALLS_OF_BLOCK, large.page),
          small: await latencies(CALLS_OF_BLOCK, small.page),
          select: await latencies(CALLS_OF_BLOCK, large.select),
        };
        if (block > 0) {
          measured.large.push(...times.large);
          measured.small.push(...times.small);
          measured.select.push(...times.select);
        }
      }
      const show = (label: string, share: number, beside: 'small' | 'select') =>
        report({
          name: `fleet/${name}/${label}`,
          value: quantile(measured.large, share),
          unit: 'ms',
          baseline: quantile(measured[beside], share),
        });
      show('p50', 0.5, 'small');
      show('p95', 0.95, 'small');
      show('p50-bare-select', 0.5, 'select');
      await measureQueries({
        database: name,
        large: large.query,
        small: few.query,
        report,
      });
    } finally {
      await large.stop();
      await small.stop();
      await few.stop();
    }
  });

async function startFleet(knex: Knex, clusters: number) {
  const portal = await startPortal({ knex });
  for (const version of ['1.3.1', '1.4.0']) {
    await portal.publish('production-base', version);
  }
  await portal.publish('edge-small', '1.0.0');
  await insertFleet(knex, {
    clusters,
    ownerOf: index =>
      index < PAGE || index % TEAMS === 0
        ? TEAM
        : `group:default/team-${index % TEAMS}`,
  });
  if (knex.client.config.client === 'pg') {
    // What PostgreSQL does by itself after some time.
    await knex.raw('vacuum analyze');
  }
  const call = portal.as('alice');
  const page = () => readPage(call, `limit=${PAGE}`);
  const { items, totalCount } = await page();
  const conditional = clusters <= PAGE || totalCount < clusters;
  if (items.length !== Math.min(PAGE, clusters) || !conditional) {
    throw new Error(`Of ${clusters}, ${totalCount} are seen: ${items.length}`);
  }
  return {
    page,
    query: (query: string) => readPage(call, `limit=${DRAWN}&${query}`),
    select: () => knex('clusters').select('*').limit(PAGE),
    stop: portal.stop,
  };
}

function readPage(call: Call, query: string): Promise<Page<Cluster>> {
  return call('GET', `/cluster-profiles/v1/clusters?${query}`);
}
