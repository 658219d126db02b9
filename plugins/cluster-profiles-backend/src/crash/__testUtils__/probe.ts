const t0 = performance.now();
import { mockServices } from '@backstage/backend-test-utils';
const t1 = performance.now();
import knexFactory from 'knex';
import { startWorld } from '../../__testUtils__/startWorld';
const t2 = performance.now();
async function main() {
  const knex = knexFactory({ client: 'pg', connection: process.env.DB });
  const w = await startWorld({ knex });
  const t3 = performance.now();
  console.log({ testutils: t1 - t0, world: t2 - t1, start: t3 - t2, uptime: process.uptime(), port: w.server.port() });
  if (process.env.PUB) {
    await w.publish();
    console.log('published', performance.now() - t3);
    console.log((await w.apply(w.create())).state, performance.now() - t3);
  }
  process.exit(0);
}
main();
