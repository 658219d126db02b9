import type {
  Cluster,
  Page,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import type { Benchmark } from './Benchmark';
import { latencies, quantile } from './compare';
import { insertFleet } from './insertFleet';
import { onEachDatabase } from './onEachDatabase';
import { startPortal, type Call } from './startPortal';

const FLEET = 10_000;
const PAGE = 50;
const BLOCKS = 10;
const CALLS_OF_BLOCK = 25;
const TEAMS = 20;
const TEAM = 'group:default/checkout';

/**
 * The first page of the fleet for somebody who may see what his team owns and what is not production, out of 10,000
 * clusters beside out of 50, and beside the bare select of 50 rows.
 */
export const run: Benchmark = ({ postgres, report }) =>
  onEachDatabase(postgres, async ({ name, create }) => {
    const large = await startFleet(await create(), FLEET);
    const small = await startFleet(await create(), PAGE);
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
    } finally {
      await large.stop();
      await small.stop();
    }
  });

async function startFleet(knex: Knex, clusters: number) {
  const portal = await startPortal({ knex });
  await portal.publish('production-base', '1.4.0');
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
  const page = () => readPage(call);
  const { items, totalCount } = await page();
  const conditional = clusters === PAGE || totalCount < clusters;
  if (items.length !== PAGE || !conditional) {
    throw new Error(`Of ${clusters}, ${totalCount} are seen: ${items.length}`);
  }
  return {
    page,
    select: () => knex('clusters').select('*').limit(PAGE),
    stop: portal.stop,
  };
}

function readPage(call: Call): Promise<Page<Cluster>> {
  return call('GET', `/cluster-profiles/v1/clusters?limit=${PAGE}`);
}
