import { TestDatabases } from '@backstage/backend-test-utils';
import type { Finding } from '@cluster-profiles/plugin-cluster-profiles-common';
import { applyMigrations } from '../database/applyMigrations';
import { finishPlan } from '../planning/finishPlan';
import { aPlanDraft } from './__testUtils__/aPlanDraft';
import { aChangeRow } from './__testUtils__/changeRows';
import type { ChangeContext } from './ChangeContext';
import { recheckChange } from './recheckChange';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const now = new Date('2026-01-01T00:00:00.000Z');
const silent: Finding = {
  severity: 'warn',
  code: 'provider-unreachable',
  message: 'It did not answer',
};

describe('recheckChange', () => {
  async function recheck(approved: Finding[], present: Finding[]) {
    const knex = await databases.init('SQLITE_3');
    await applyMigrations(knex);
    const plan = finishPlan(aPlanDraft({ findings: approved }), {
      kind: 'resize',
      now,
    });
    const context = {
      knex,
      clock: { now: () => now, random: () => 0.5 },
      config: {
        policies: [],
        platformGroup: 'group:default/platform',
        changes: { expiryHours: 72, planMaxAgeHours: 24, deadlineMinutes: 120 },
      },
      planner: { plan: async () => aPlanDraft({ findings: present }) },
    } as unknown as ChangeContext;
    const change = aChangeRow({
      kind: 'resize',
      request: '{"kind":"resize"}',
      state: 'accepted',
      plan: JSON.stringify(plan),
      plan_digest: plan.planDigest,
      policy: '{"requirements":[],"excluded":[],"expiryHours":72}',
    });
    return recheckChange(context, change);
  }

  it('neither writes nor gives up what cannot be verified now', async () => {
    await expect(recheck([], [silent])).rejects.toThrow('cannot be verified');
    await expect(
      recheck([], [{ ...silent, severity: 'block' }]),
    ).rejects.toThrow('cannot be verified');
  });

  it('goes on where the approvers knew that nobody answers', async () => {
    await expect(recheck([silent], [silent])).resolves.toEqual({ holds: true });
    await expect(recheck([silent], [])).resolves.toEqual({ holds: true });
  });
});
