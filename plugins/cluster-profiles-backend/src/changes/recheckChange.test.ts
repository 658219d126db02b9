import type { Finding } from '@cluster-profiles/plugin-cluster-profiles-common';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import type { ChangeRow } from '../database/tables';
import { finishPlan } from '../planning/finishPlan';
import { aPlanDraft } from './__testUtils__/aPlanDraft';
import { aChangeRow, anApproval } from './__testUtils__/changeRows';
import type { ChangeContext } from './ChangeContext';
import { recheckChange } from './recheckChange';

const databases = MigratedDatabases.create({ ids: ['SQLITE_3'] });
const now = new Date('2026-01-01T00:00:00.000Z');
const silent: Finding = {
  severity: 'warn',
  code: 'provider-unreachable',
  message: 'It did not answer',
};

describe('recheckChange', () => {
  async function recheck(
    approved: Finding[],
    present: Finding[],
    options: { policy?: object; stillIn?: string[] } = {},
  ) {
    const knex = await databases.init('SQLITE_3');
    const plan = finishPlan(aPlanDraft({ findings: approved }), {
      kind: 'resize',
      now,
    });
    const context = {
      knex,
      clock: { now: () => now, random: () => 0.5 },
      config: {
        policies: [],
        targets: [],
        platformGroup: 'group:default/platform',
        changes: { expiryHours: 72, planMaxAgeHours: 24, deadlineMinutes: 120 },
      },
      directory: { stillIn: async () => options.stillIn ?? [] },
      planner: { plan: async () => aPlanDraft({ findings: present }) },
    } as unknown as ChangeContext;
    const change = aChangeRow({
      kind: 'resize',
      request: '{"kind":"resize"}',
      state: 'accepted',
      plan: JSON.stringify(plan),
      plan_digest: plan.planDigest,
      policy: JSON.stringify({
        requirements: [],
        excluded: [],
        expiryHours: 72,
        ...options.policy,
      }),
    });
    await knex<ChangeRow>('changes').insert(change);
    await knex('approvals').insert(
      anApproval({ plan_digest: plan.planDigest }),
    );
    return recheckChange(context, change);
  }

  it('neither writes nor gives up what cannot be verified now', async () => {
    await expect(recheck([], [silent])).rejects.toThrow('cannot be verified');
    await expect(
      recheck([], [{ ...silent, severity: 'block' }]),
    ).rejects.toThrow('cannot be verified');
  });

  it('counts only who is still in the group when it is written', async () => {
    const platform = 'group:default/platform';
    const policy = {
      requirements: [{ group: platform, count: 1, policies: [], reason: '' }],
    };
    await expect(
      recheck([], [], { policy, stillIn: [platform] }),
    ).resolves.toEqual({ holds: true });
    await expect(recheck([], [], { policy })).resolves.toMatchObject({
      holds: false,
      reason:
        'Whoever approved is not in the group any more: 1 approval from platform missing',
    });
  });

  it('counts nobody of a group that is excluded', async () => {
    const platform = 'group:default/platform';
    const policy = {
      requirements: [{ group: platform, count: 1, policies: [], reason: '' }],
      excluded: [platform],
    };
    await expect(
      recheck([], [], { policy, stillIn: [platform] }),
    ).resolves.toMatchObject({
      holds: false,
      reason: 'The policies now demand more: 1 approval from platform',
    });
  });

  it('goes on where the approvers knew that nobody answers', async () => {
    await expect(recheck([silent], [silent])).resolves.toEqual({ holds: true });
    await expect(recheck([silent], [])).resolves.toEqual({ holds: true });
  });
});
