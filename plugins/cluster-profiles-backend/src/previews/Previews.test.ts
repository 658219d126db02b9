import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ConflictError } from '@backstage/errors';
import type { CreateRequest } from '@cluster-profiles/plugin-cluster-profiles-common';
import { aDesiredState } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { aPlanDraft } from '../changes/__testUtils__/aPlanDraft';
import type { AuthorizedChanges } from '../changes/AuthorizedChanges';
import type { ChangeContext } from '../changes/ChangeContext';
import { readClusterProfilesConfig } from '../config/readClusterProfilesConfig';
import type { PlanDraft } from '../planning/types';
import { testClock } from '../work/__testUtils__/testClock';
import { PreviewRuns } from './PreviewRuns';
import { Previews } from './Previews';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

const request: CreateRequest = {
  kind: 'create',
  cluster: 'checkout-dev',
  owner: 'group:default/checkout',
  target: 'prod-eu1',
  profile: { name: 'production-base', version: '1.3.0' },
};
const draft = () =>
  aPlanDraft({
    baseRevision: null,
    desired: aDesiredState({ target: { stage: 'production' } }),
    rollbackClass: 'not-started',
  });

describe.each(databases.eachSupportedId())('Previews, %s', databaseId => {
  async function setup(plan: () => Promise<PlanDraft>) {
    const knex = await databases.init(databaseId);
    const clock = testClock();
    const logger = mockServices.logger.mock();
    const context = {
      knex,
      clock,
      config: readClusterProfilesConfig(new ConfigReader({})),
      planner: { plan },
      directory: { membersOf: async () => ['user:default/pete'] },
      logger,
    } as unknown as ChangeContext;
    const changes = {
      actor: async ({ principal }: any) => ({
        ref: principal.userEntityRef,
        groups: [],
        ownSignIn: true,
      }),
      locate: async () => ({
        request,
        subjectKind: 'cluster',
        subjectName: 'checkout-dev',
        subjectUid: 'uid',
        owner: request.owner,
        summary: '',
      }),
      visiblePlan: async (whole: unknown) => whole,
    } as unknown as AuthorizedChanges;
    const runs = new PreviewRuns({ context, beatSeconds: 0.05 });
    const previews = new Previews({ context, changes, runs });
    const as = (name: string) => ({
      credentials: mockCredentials.user(`user:default/${name}`),
    });
    return {
      knex,
      clock,
      logger,
      runs,
      start: () => previews.start(request, as('alice')),
      get: (id: string, name = 'alice') => previews.get(id, as(name)),
      async settled(id: string) {
        for (;;) {
          const preview = await previews.get(id, as('alice'));
          if (preview.state !== 'planning') {
            return preview;
          }
          await new Promise(resolve => setTimeout(resolve, 5));
        }
      },
    };
  }

  it('gives the plan with what the policies demand, and stores no change', async () => {
    const { knex, start, settled } = await setup(async () => draft());
    const { id, state } = await start();
    expect(state).toBe('planning');
    expect(await settled(id)).toMatchObject({
      state: 'ready',
      plan: { planDigest: expect.stringMatching(/^[0-9a-f]{64}$/) },
      approval: {
        missing: [{ group: 'group:default/platform', count: 1 }],
        given: [],
        eligible: ['user:default/pete'],
      },
    });
    expect(await knex('changes')).toEqual([]);
    expect(await knex('clusters')).toEqual([]);
  });

  it('says why there is no plan', async () => {
    const { logger, start, settled } = await setup(async () => {
      throw new ConflictError('Cluster checkout-dev is busy');
    });
    expect(await settled((await start()).id)).toMatchObject({
      state: 'failed',
      error: 'Cluster checkout-dev is busy',
    });
    expect(logger.error).not.toHaveBeenCalled();
  });

  it('keeps faults of its own to the log, under the number that the reader is given', async () => {
    const { logger, start, settled } = await setup(async () => {
      throw new Error('connect ECONNREFUSED 10.0.0.7:5432, user portal');
    });
    const { id } = await start();
    const { error, state } = await settled(id);
    expect(state).toBe('failed');
    expect(error).toContain(id);
    expect(error).toContain('preview it again');
    expect(error).not.toMatch(/ECONNREFUSED|10\.0\.0\.7|portal|Error/);
    expect(logger.error).toHaveBeenCalledTimes(1);
    expect(logger.error).toHaveBeenCalledWith(
      `Preview ${id} failed: Error: connect ECONNREFUSED 10.0.0.7:5432, user portal`,
    );
  });

  it('belongs to who asked, for an hour', async () => {
    const { clock, get, knex, settled, start } = await setup(async () =>
      draft(),
    );
    const { id } = await start();
    await settled(id);
    await expect(get(id, 'bob')).rejects.toMatchObject({
      name: 'NotFoundError',
    });
    clock.advance(3600);
    await get(id);
    clock.advance(1);
    await expect(get(id)).rejects.toMatchObject({ name: 'NotFoundError' });

    await settled((await start()).id);
    expect(await knex('previews').where({ id })).toEqual([]);
  });

  it('fails, with a remedy, when nobody works on it any more', async () => {
    const { clock, get, start } = await setup(() => new Promise(() => {}));
    const { id } = await start();
    clock.advance(59);
    expect(await get(id)).toMatchObject({ state: 'planning' });
    clock.advance(2);
    expect(await get(id)).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('preview it again'),
    });
  });

  it('is kept alive while it waits and is planned', async () => {
    const { clock, get, knex, runs, start } = await setup(
      () => new Promise((_, reject) => setTimeout(reject, 500)),
    );
    const { id } = await start();
    clock.advance(50);
    await new Promise(resolve => setTimeout(resolve, 200));
    clock.advance(50);
    expect(await get(id)).toMatchObject({ state: 'planning' });
    await runs.stop();
    expect((await knex('previews').first()).state).toBe('failed');
  });

  it('fails at once when the backend stops', async () => {
    let give = (_draft: PlanDraft) => {};
    const { get, runs, start } = await setup(
      () =>
        new Promise<PlanDraft>(resolve => {
          give = resolve;
        }),
    );
    const { id } = await start();
    await new Promise(resolve => setTimeout(resolve, 20));
    const stopped = runs.stop();
    await new Promise(resolve => setTimeout(resolve, 100));
    give(draft());
    await stopped;
    expect(await get(id)).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('restarted'),
    });
  });

  it('plans four at once, and refuses more than 300 that wait', async () => {
    let now = 0;
    let most = 0;
    const { knex, settled, start } = await setup(async () => {
      now += 1;
      most = Math.max(most, now);
      await new Promise(resolve => setTimeout(resolve, 20));
      now -= 1;
      return draft();
    });
    const started = await Promise.all(Array.from({ length: 9 }, start));
    await Promise.all(started.map(({ id }) => settled(id)));
    expect(most).toBe(4);

    const [row] = await knex('previews').limit(1);
    await knex.batchInsert(
      'previews',
      Array.from({ length: 300 }, (_, index) => ({
        ...row,
        id: `other-${index}`,
        state: 'planning',
      })),
      50,
    );
    await expect(start()).rejects.toMatchObject({ name: 'ConflictError' });
  });
});
