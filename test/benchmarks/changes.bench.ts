import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import type { ChangeRequest } from '@cluster-profiles/plugin-cluster-profiles-common';
import express from 'express';
import type { Knex } from 'knex';
import type { Benchmark } from './Benchmark';
import { compare, perSecond } from './compare';
import { inParallel } from './inParallel';
import { onEachDatabase } from './onEachDatabase';
import { startPortal, type Call } from './startPortal';

const CHANGES = 40;
const ROUNDS = 5;
const CALLERS = 8;

/** Creations in development from proposal to acceptance, beside as many requests that insert one row. */
export const run: Benchmark = ({ postgres, report }) =>
  onEachDatabase(postgres, async ({ name, create }) => {
    const knex = await create();
    const portal = await startPortal({ knex, features: [bareInsert] });
    try {
      await portal.publish('production-base', '1.4.0');
      // Acceptance is measured: what is accepted is looked at, but not carried out.
      await portal.as('paula')('PUT', '/cluster-profiles/v1/write-switch', {
        writes: false,
      });
      const call = portal.as('alice');
      let clusters = 0;
      const nextRequest = () => aRequest(`bench-${(clusters += 1)}`);
      const { value, baseline } = await compare({
        rounds: ROUNDS,
        subject: () =>
          perSecond(CHANGES, () => accept({ knex, call, nextRequest })),
        baseline: () =>
          perSecond(CHANGES, () =>
            inParallel(CALLERS, CHANGES, () =>
              call('POST', '/bare/rows', nextRequest()),
            ),
          ),
      });
      report({ name: `changes/${name}`, value, unit: '1/s', baseline });
    } finally {
      await portal.stop();
    }
  });

function aRequest(cluster: string): ChangeRequest {
  return {
    kind: 'create',
    cluster,
    owner: 'group:default/checkout',
    target: 'dev-eu1',
    profile: { name: 'production-base', version: '1.4.0' },
    parameters: { workers: 5 },
  };
}

/** Proposes, and waits until all are planned and accepted. */
async function accept(options: {
  knex: Knex;
  call: Call;
  nextRequest: () => ChangeRequest;
}): Promise<void> {
  const { knex, call, nextRequest } = options;
  const ids: string[] = [];
  await inParallel(CALLERS, CHANGES, async () => {
    const { id } = await call<{ id: string }>(
      'POST',
      '/cluster-profiles/v1/changes',
      nextRequest(),
    );
    ids.push(id);
  });
  for (;;) {
    const rows: Array<{ state: string; state_reason: string }> = await knex(
      'changes',
    )
      .whereIn('id', ids)
      .whereNot({ state: 'accepted' })
      .select('state', 'state_reason');
    if (rows.length === 0) {
      return;
    }
    const wrong = rows.find(({ state }) => state !== 'planning');
    if (wrong) {
      throw new Error(`A change is ${wrong.state}: ${wrong.state_reason}`);
    }
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}

/** The least that a request which writes can cost: credentials, one row, one transaction. */
const bareInsert = createBackendPlugin({
  pluginId: 'bare',
  register(env) {
    env.registerInit({
      deps: {
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
      },
      async init({ database, httpAuth, httpRouter }) {
        const knex = await database.getClient();
        await knex.schema.createTable('bare_rows', table => {
          table.increments('id');
          table.text('request').notNullable();
        });
        const router = express.Router();
        router.use(express.json());
        router.post('/rows', (request, response, next) => {
          insert(request)
            .then(() => response.status(202).json({}))
            .catch(next);
        });
        httpRouter.use(router);

        async function insert(request: express.Request) {
          await httpAuth.credentials(request, { allow: ['user'] });
          await knex.transaction(tx =>
            tx('bare_rows').insert({ request: JSON.stringify(request.body) }),
          );
        }
      },
    });
  },
});
