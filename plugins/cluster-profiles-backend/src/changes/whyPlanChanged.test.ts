import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { Finding } from '@cluster-profiles/plugin-cluster-profiles-common';
import { aDesiredState } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { readClusterProfilesConfig } from '../config/readClusterProfilesConfig';
import { finishPlan } from '../planning/finishPlan';
import type { PlanDraft } from '../planning/types';
import { aPlanDraft } from './__testUtils__/aPlanDraft';
import { aChangeRow } from './__testUtils__/changeRows';
import type { ChangeContext } from './ChangeContext';
import { whyPlanChanged } from './whyPlanChanged';

const now = new Date('2026-01-01T00:00:00.000Z');

const databases = MigratedDatabases.create({ ids: ['SQLITE_3'] });

async function setup(plan: (signal: AbortSignal) => Promise<PlanDraft>) {
  const knex = await databases.init('SQLITE_3');
  const logger = mockServices.logger.mock();
  const bases: unknown[] = [];
  const context = {
    knex,
    clock: { now: () => now, random: () => 0.5 },
    config: readClusterProfilesConfig(new ConfigReader({})),
    directory: { membersOf: async () => ['user:default/pete'] },
    logger,
    planner: {
      plan: async (
        _request: unknown,
        _uid: unknown,
        options: { baseRevision: unknown; signal: AbortSignal },
      ) => {
        bases.push(options.baseRevision);
        return plan(options.signal);
      },
    },
  } as unknown as ChangeContext;
  const change = aChangeRow({
    kind: 'resize',
    request: '{"kind":"resize"}',
    plan: JSON.stringify(finishPlan(aPlanDraft(), { kind: 'resize', now })),
  });
  return {
    bases,
    logger,
    ask: (patience?: number) => whyPlanChanged(context, change, { patience }),
  };
}

const blocker: Finding = {
  severity: 'block',
  code: 'profile-version-withdrawn',
  message: 'base 1.1.0 is withdrawn',
};

describe('whyPlanChanged', () => {
  it.each<[string, Partial<PlanDraft>, string | undefined]>([
    ['the same', {}, undefined],
    [
      'a new warning',
      { findings: [{ ...blocker, severity: 'warn' }] },
      undefined,
    ],
    [
      'a blocker',
      { findings: [blocker] },
      'It is blocked now: base 1.1.0 is withdrawn',
    ],
    [
      'another desired state',
      { desired: aDesiredState({ paused: true }) },
      'What would be written differs from what was planned',
    ],
    [
      'a worse impact',
      { rollbackClass: 'forward-only' },
      'It is forward-only now instead of reversible',
    ],
  ])('tells of %s', async (_what, changes, reason) => {
    const { ask, bases, logger } = await setup(async () => aPlanDraft(changes));
    expect(await ask()).toBe(reason);
    expect(bases).toEqual([1]);
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it.each<[string, (signal: AbortSignal) => Promise<PlanDraft>]>([
    [
      'does not answer',
      async () =>
        aPlanDraft({
          findings: [
            {
              severity: 'warn',
              code: 'provider-unreachable',
              message: 'It did not answer',
            },
          ],
        }),
    ],
    [
      'takes too long',
      signal =>
        new Promise((_, reject) =>
          signal.addEventListener('abort', () => reject(signal.reason)),
        ),
    ],
  ])(
    'leaves it to the look before the first write when the provider %s',
    async (_what, plan) => {
      const { ask, logger } = await setup(plan);
      expect(await ask(20)).toBeUndefined();
      expect(logger.warn).toHaveBeenCalledTimes(1);
      expect(logger.warn).toHaveBeenCalledWith(
        expect.stringContaining('change-1 was not verified'),
      );
    },
  );

  it('swallows no other error', async () => {
    const { ask } = await setup(async () => {
      throw new Error('The planner broke');
    });
    await expect(ask()).rejects.toThrow('The planner broke');
  });
});
