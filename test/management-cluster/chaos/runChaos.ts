import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Knex } from 'knex';
import {
  CaseDatabases,
  type CaseDatabase,
} from '../../../plugins/cluster-profiles-backend/src/crash/__testUtils__/CaseDatabases';
import {
  createClient,
  type Client,
} from '../../../plugins/cluster-profiles-backend/src/crash/__testUtils__/createClient';
import { idle } from '../../../plugins/cluster-profiles-backend/src/crash/__testUtils__/idle';
import type { ManagementCluster } from '../lab';
import { portalConfig } from '../portalConfig';
import { readLabProfile } from '../readLabProfile';
import { gatherEvidence } from './gatherEvidence';
import { judge } from './judge';
import { MortalBackend } from './MortalBackend';
import { seededRandom } from './seededRandom';
import { witnessClusters } from './witnessClusters';

const MODULE = resolve(
  __dirname,
  '../../../plugins/cluster-profiles-backend-module-cluster-api/src',
);
const TARGET = 'lab-production';
const PATIENCE_MS = 30 * 60_000;
const LONGEST_LIFE_MS = 8_000;
/** Changes under way, more or less. */
const AT_ONCE = 3;

export interface ChaosOptions {
  lab: ManagementCluster;
  /** Of a server where databases may be made. */
  admin: Knex;
  kills: number;
  creations: number;
  /** Of clusters that were created. */
  upgrades: number;
  seed: number;
  say?: (line: string) => void;
}

export interface ChaosReport {
  kills: number;
  seconds: number;
  /** Distinct moments of Cluster objects that were seen. */
  moments: number;
  /** What should not be; empty when all is well. */
  violations: string[];
}

/** Creates and upgrades clusters while the backend is killed at random moments, then looks for what went wrong. */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const { lab } = options;
  const cases = new CaseDatabases({ admin: options.admin });
  const database = await cases.create();
  try {
    return await runOn(database, await lab.namespace(), options);
  } finally {
    await cases.dropAll();
    await lab.removeNamespaces();
  }
}

async function runOn(
  { connection, knex }: CaseDatabase,
  namespace: string,
  options: ChaosOptions,
): Promise<ChaosReport> {
  const { lab, say = () => {} } = options;
  const witness = witnessClusters({
    kubeconfig: lab.adminKubeconfig,
    namespace,
  });
  const backend = new MortalBackend({
    connection,
    name: 'mortal',
    modules: [MODULE],
    config: portalConfig({
      managementClusters: [
        { name: 'lab', kubeconfig: { file: lab.kubeconfig } },
      ],
      targets: {
        [TARGET]: { endpoint: 'lab', namespace, stage: 'production' },
      },
      // The lease is the shortest that configuration allows.
      reconciler: {
        convergingSeconds: 1,
        restingSeconds: 3600,
        leaseSeconds: 5,
      },
    }),
  });
  try {
    const client = createClient({
      url: () => backend.url(),
      patienceMs: PATIENCE_MS,
      pollMs: 500,
    });
    const since = Date.now();
    const work = async () => {
      await publish(client);
      const kills = await killWhile(backend, client, options);
      await idle(knex);
      return kills;
    };
    const kills = await Promise.race([work(), backend.failed]);
    say(`All changes are over after ${kills} kills`);
    return {
      kills,
      seconds: (Date.now() - since) / 1000,
      moments: witness.seen().length,
      violations: [
        ...(kills < options.kills
          ? [`All was done after ${kills} kills: give it more to do`]
          : []),
        ...judge(
          await gatherEvidence({ knex, lab, namespace, witness }),
          options,
        ),
      ],
    };
  } finally {
    await witness.stop();
    await backend.stop();
  }
}

async function publish(client: Client): Promise<void> {
  for (const version of ['1.0.0', '1.1.0'] as const) {
    await client.carryOut(
      'paula',
      'pete',
      { kind: 'publish', bundle: await readLabProfile(version) },
      `publish-${version}`,
    );
  }
}

/** Says how often it was killed until all was done. Changes and kills keep pace, so that each change falls on some. */
async function killWhile(
  backend: MortalBackend,
  client: Client,
  options: ChaosOptions,
): Promise<number> {
  const { creations, upgrades, say = () => {} } = options;
  const random = seededRandom(options.seed);
  const killsEach = options.kills / (creations + upgrades);
  let kills = 0;
  let finished = 0;
  let over = false;

  const carryOut = async (
    index: number,
    what: string,
    change: () => Promise<void>,
  ) => {
    while (kills < Math.floor(index * killsEach)) {
      await wait(100);
    }
    await change();
    finished += 1;
    say(`${what}, after ${kills} kills`);
  };
  const live = async (index: number) => {
    const cluster = `chaos-${index}`;
    await carryOut(index, `${cluster} is there`, () => create(client, cluster));
    if (index < upgrades) {
      await carryOut(creations + index, `${cluster} is upgraded`, () =>
        upgrade(client, cluster),
      );
    }
  };
  const kill = async () => {
    while (kills < options.kills) {
      await backend.url();
      await wait(random() * LONGEST_LIFE_MS);
      while (!over && kills >= (finished + AT_ONCE) * killsEach) {
        await wait(100);
      }
      if (over) {
        return;
      }
      await backend.kill();
      kills += 1;
    }
  };
  const lives = Promise.all(
    Array.from({ length: creations }, (_, index) => live(index)),
  ).finally(() => {
    over = true;
  });
  await Promise.all([kill(), lives]);
  return kills;
}

async function create(client: Client, cluster: string): Promise<void> {
  await client.carryOut(
    'alice',
    'pete',
    {
      kind: 'create',
      cluster,
      owner: 'group:default/checkout',
      target: TARGET,
      profile: { name: 'lab-base', version: '1.0.0' },
    },
    `create-${cluster}`,
  );
}

async function upgrade(client: Client, cluster: string): Promise<void> {
  await client.carryOut(
    'alice',
    'pete',
    { kind: 'upgrade', cluster, version: '1.1.0' },
    `upgrade-${cluster}`,
  );
}
