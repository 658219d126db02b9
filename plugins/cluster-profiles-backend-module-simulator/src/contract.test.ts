import { randomUUID } from 'node:crypto';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { DesiredState } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  addOnEngineContract,
  aDesiredState,
  aTarget,
  clusterProviderContract,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import type { Knex } from 'knex';
import { createSimulator, TestClock } from './__testUtils__/createSimulator';
import { applyMigrations } from './database/applyMigrations';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('simulator on %p', databaseId => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    await applyMigrations(knex);
  }, 60_000);

  function setup() {
    const clock = new TestClock();
    const simulator = createSimulator({ knex, clock });
    const deliverNetwork = async (desired: DesiredState) => {
      const network = desired.layers.filter(({ kind }) => kind === 'network');
      for (const layer of network) {
        await simulator.engine.apply({
          cluster: desired,
          layer,
          marks: {
            instanceId: 'contract',
            revision: 1,
            idempotencyKey: randomUUID(),
          },
        });
      }
    };
    return {
      ...simulator,
      deliverNetwork,
      async advance() {
        clock.advance(2);
      },
      cleanup: () => simulator.misbehaviours.removeAll(),
    };
  }

  clusterProviderContract({
    enforcesNetworkBeforeWorkers: true,
    create: async () => {
      const { misbehaviours, ...rest } = setup();
      return {
        ...rest,
        target: aTarget(),
        hangDeletion: async ({ cluster }) => {
          await misbehaviours.put(
            { kind: 'hang-deletion', cluster: cluster.name },
            new Date(),
          );
        },
      };
    },
  });

  addOnEngineContract({
    create: async () => {
      const { provider, deliverNetwork, misbehaviours, ...rest } = setup();
      const uid = randomUUID();
      const desired = aDesiredState({ cluster: { uid, name: `c-${uid}` } });
      const marks = {
        instanceId: 'contract',
        revision: 1,
        idempotencyKey: uid,
      };
      await provider.apply({ desired, marks });
      let networkDelivered = false;
      for (let ready = false; !ready;) {
        await rest.advance();
        const observed = await provider.observe({ desired });
        if (observed?.apiReachable && !networkDelivered) {
          await deliverNetwork(desired);
          networkDelivered = true;
        }
        ready =
          observed!.machines.filter(machine => machine.ready).length === 3;
      }
      return {
        ...rest,
        cluster: desired,
        breakLayer: async layer => {
          await misbehaviours.put(
            { kind: 'fail-step', cluster: desired.cluster.name, layer },
            new Date(),
          );
        },
      };
    },
  });
});
