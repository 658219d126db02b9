import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  addOnEnginesExtensionPoint,
  clockServiceRef,
  clusterProvidersExtensionPoint,
  type AddOnEngine,
  type ClusterProvider,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import type { ChangeRequest } from '@cluster-profiles/plugin-cluster-profiles-common';
import simulatorModule from '@cluster-profiles/plugin-cluster-profiles-backend-module-simulator';
import { aBundle } from '../../__testUtils__/bundles';
import { decideChange } from '../../changes/decideChange';
import { locateRequest } from '../../changes/locateRequest';
import { proposeChange } from '../../changes/proposeChange';
import { readClusterProfilesConfig } from '../../config/readClusterProfilesConfig';
import type { ChangeRow } from '../../database/tables';
import type { Actor } from '../../permissions/resolveActor';
import { LayerRepositories } from '../../profiles/repositories/LayerRepositories';
import { testClock } from '../../work/__testUtils__/testClock';
import { Database } from './Database';
import { Journal } from './Journal';
import { PEOPLE } from './people';
import { Process, type Surroundings } from './Process';

export const VERSIONS = ['1.0.0', '1.1.0', '1.2.0'] as const;
/** The one in development needs no approvals, the other one does. */
export const CLUSTERS = [
  { name: 'dev', target: 'dev-eu1' },
  { name: 'shop', target: 'prod-eu1' },
] as const;

const START = '2026-01-01T00:00:00.000Z';

/** Two processes on one database and one simulator, with two published versions at the start of each run. */
export class ModelWorld {
  readonly surroundings: Surroundings;
  readonly stop: () => Promise<void>;
  processes: Process[] = [];
  journal: Journal;
  /** What was proposed before is not part of the run. */
  startedAt = '';

  static async create(): Promise<ModelWorld> {
    const database = new Database();
    const clock = testClock(START);
    const providers = new Map<string, ClusterProvider>();
    const engines = new Map<string, AddOnEngine>();
    const rootConfig = mockServices.rootConfig({
      data: {
        clusterProfiles: {
          targets: CLUSTERS.map(({ target }, index) => ({
            name: target,
            provider: 'simulator',
            region: 'eu-central-1',
            stage: index === 0 ? 'development' : 'production',
          })),
          changes: { expiryHours: 4, planMaxAgeHours: 2, deadlineMinutes: 30 },
          simulator: { secondsPerStep: 0 },
          dangerouslyAllowExamples: true,
        },
      },
    });
    const backend = await startTestBackend({
      extensionPoints: [
        [
          clusterProvidersExtensionPoint,
          { addProvider: it => void providers.set(it.id, it) },
        ],
        [
          addOnEnginesExtensionPoint,
          { addEngine: it => void engines.set(it.id, it) },
        ],
      ],
      features: [
        simulatorModule,
        mockServices.database.factory({ knex: database.knex }),
        createServiceFactory({
          service: coreServices.rootConfig,
          deps: {},
          factory: () => rootConfig,
        }),
        createServiceFactory({
          service: clockServiceRef,
          deps: {},
          factory: () => clock,
        }),
      ],
    });
    const config = readClusterProfilesConfig(rootConfig);
    const world = new ModelWorld({
      stop: async () => {
        await backend.stop();
        await database.knex.destroy();
      },
      surroundings: {
        database,
        clock,
        config,
        repositories: await LayerRepositories.create({
          repositories: config.repositories,
        }),
        providers,
        engines,
      },
    });
    await world.#publishFirst();
    await database.keepAsTemplate();
    return world;
  }

  private constructor(options: {
    surroundings: Surroundings;
    stop: () => Promise<void>;
  }) {
    this.surroundings = options.surroundings;
    this.stop = options.stop;
    this.journal = new Journal(this.now);
  }

  get knex() {
    return this.surroundings.database.knex;
  }

  get now(): Date {
    return this.surroundings.clock.now();
  }

  /** Everything as it was when the world had been created. */
  async reset(): Promise<void> {
    const { clock, config, database } = this.surroundings;
    await database.reset();
    clock.advance((Date.parse(START) + 86_400_000 - this.now.getTime()) / 1000);
    config.policies = [];
    this.startedAt = this.now.toISOString();
    clock.advance(1);
    this.journal = new Journal(this.now);
    this.processes = [];
    for (let index = 0; index < 2; index++) {
      this.processes.push(await Process.start(this.surroundings));
    }
  }

  async restart(index: number): Promise<void> {
    this.processes[index] = await Process.start(this.surroundings);
  }

  get context() {
    return this.processes[0].context;
  }

  async propose(request: ChangeRequest, actor: Actor): Promise<ChangeRow> {
    // Of two changes one is older, so that a run is repeated as it was.
    this.surroundings.clock.advance(0.001);
    const located = await locateRequest(this.context, request);
    const row = await proposeChange(this.context, {
      request,
      located,
      proposer: actor.ref,
    });
    this.journal.proposed(
      row.id,
      request.kind === 'publish' ? (request.authors ?? []) : [],
    );
    return row;
  }

  changes(): Promise<ChangeRow[]> {
    return this.knex<ChangeRow>('changes').orderBy([
      { column: 'created_at', order: 'desc' },
      { column: 'id' },
    ]);
  }

  async #publishFirst(): Promise<void> {
    this.processes = [await Process.start(this.surroundings)];
    const [, paula, pete] = PEOPLE;
    for (const version of VERSIONS.slice(0, 2)) {
      const { id } = await this.propose(publication(version, []), paula);
      const [process] = this.processes;
      await process.work('change');
      const planned = (await this.knex<ChangeRow>('changes')
        .where({ id })
        .first())!;
      await decideChange(this.context, {
        changeId: id,
        decision: 'approved',
        planDigest: planned.plan_digest!,
        actor: pete,
      });
      await process.work('change');
    }
  }
}

export function publication(version: string, authors: string[]): ChangeRequest {
  return {
    kind: 'publish',
    authors,
    bundle: aBundle({
      version,
      metricsServer: version === '1.0.0' ? '3.13.0' : '3.13.1',
    }),
  };
}
