import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  addEvidenceLine,
  emptyEvidence,
  planDigests,
  verifyEvidence,
  type Change,
  type DesiredState,
  type Plan,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { startWorld, type World } from '../__testUtils__/startWorld';
import type {
  ActivityRow,
  ApprovalRow,
  BreakGlassRow,
  ChangeRow,
  ClusterRow,
  ProfileVersionRow,
  RevisionRow,
} from '../database/tables';
import { allowAlterations } from '../record/__testUtils__/allowAlterations';
import { aKey } from '../record/__testUtils__/keys';
import { RecordKeys } from '../record/RecordKeys';

jest.setTimeout(120_000);

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

describe.each(databases.eachSupportedId())(
  'a row altered in the database, %s',
  databaseId => {
    const key = aKey('one');
    const keys = RecordKeys.create([key.config]);
    let knex: Knex;
    let world: World;
    /** The change that led to the live revision of each cluster. */
    let approved: Change;
    let forced: Change;

    beforeAll(async () => {
      knex = await databases.init(databaseId);
      world = await startWorld({
        knex,
        rootConfig: { permission: { enabled: true } },
        features: [
          mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
        ],
        config: {
          record: { keys: [key.config] },
          reconciler: { convergingSeconds: 0.05, restingSeconds: 0.2 },
        },
      });
      await world.publish();
      const overrides = (cluster: string) => ({
        kind: 'override' as const,
        cluster,
        overrides: [{ layer: 'metrics-server', path: '/replicas', value: 3 }],
        reason: 'until the new version is there',
        expires: new Date(Date.now() + 86_400_000).toISOString(),
      });
      for (const cluster of ['approved', 'forced']) {
        await world.apply(world.create({ cluster, target: 'prod-eu1' }));
      }
      approved = await world.apply(overrides('approved'));
      forced = await world.propose('alice', overrides('forced'));
      const { status } = await world.as('paula')(
        'post',
        `/changes/${forced.id}/break-glass`,
        { planDigest: forced.planDigest, reason: 'The shop is down' },
      );
      if (status !== 200) throw new Error(`Breaking glass: ${status}`);
      await world.until(forced.id, state => state === 'applied');
    });
    afterAll(() => world.stop());

    const until = async (name: string, phase: string): Promise<ClusterRow> => {
      const deadline = Date.now() + 20_000;
      for (;;) {
        const row = await knex<ClusterRow>('clusters').where({ name }).first();
        if (row!.phase === phase) {
          return row!;
        }
        expect([row!.phase, Date.now() < deadline]).toEqual([row!.phase, true]);
        await new Promise(resolve => setTimeout(resolve, 50));
      }
    };
    const verify = async (name: string) => {
      const { text } = await world.as('paula')(
        'get',
        `/clusters/${name}/evidence`,
      );
      const evidence = emptyEvidence();
      for (const line of text.trimEnd().split('\n')) {
        addEvidenceLine(evidence, line);
      }
      return verifyEvidence(evidence, {
        verifySignature: (statement, signed) => keys.verify(statement, signed),
      });
    };

    /** What undoes it. */
    type Undo = () => PromiseLike<unknown>;
    const alter = async <T extends object>(
      table: string,
      where: Partial<T>,
      change: (row: T) => Partial<T>,
    ): Promise<Undo> => {
      const row: T = await knex(table).where(where).first();
      const patch = change(row);
      const before = Object.fromEntries(
        Object.keys(patch).map(column => [column, row[column as keyof T]]),
      );
      expect(await knex(table).where(where).update(patch)).toBe(1);
      return () => knex(table).where(where).update(before);
    };
    const withReplicas = (text: string, value: number): string => {
      const desired: DesiredState = JSON.parse(text);
      return JSON.stringify({
        ...desired,
        layers: desired.layers.map(layer =>
          layer.name === 'metrics-server'
            ? { ...layer, values: { replicas: value } }
            : layer,
        ),
        overrides: desired.overrides!.map(it => ({ ...it, value })),
      });
    };
    const ofApproved = () => ({ change_id: approved.id });

    it.each<[string, 'approved' | 'forced', () => Promise<Undo>]>([
      [
        'a plan',
        'approved',
        () =>
          alter<ChangeRow>('changes', { id: approved.id }, ({ plan }) => ({
            plan: plan!.replaceAll('prod-eu1', 'dev-eu1'),
          })),
      ],
      [
        'an approval',
        'approved',
        () =>
          alter<ApprovalRow>('approvals', ofApproved(), () => ({
            approver: 'user:default/paula',
          })),
      ],
      [
        'what a revision desires',
        'approved',
        () =>
          alter<RevisionRow>('revisions', ofApproved(), ({ desired }) => ({
            desired: desired.replaceAll('prod-eu1', 'dev-eu1'),
          })),
      ],
      [
        'the value of an override',
        'approved',
        () =>
          alter<RevisionRow>('revisions', ofApproved(), ({ desired }) => ({
            desired: withReplicas(desired, 9),
          })),
      ],
      [
        'the reason of an override',
        'approved',
        () =>
          alter<RevisionRow>('revisions', ofApproved(), ({ desired }) => ({
            desired: desired.replace('until the new version', 'because'),
          })),
      ],
      [
        'an override with its plan and every digest',
        'approved',
        async () => {
          const plan: Plan = JSON.parse(
            (await knex<ChangeRow>('changes')
              .where({ id: approved.id })
              .first())!.plan!,
          );
          const desired = withReplicas(JSON.stringify(plan.desired), 9);
          const other = { ...plan, desired: JSON.parse(desired) };
          const digests = planDigests('override', other);
          const undo = [
            await alter<RevisionRow>('revisions', ofApproved(), () => ({
              desired,
              digest: digests.revisionDigest,
            })),
            await alter<ApprovalRow>('approvals', ofApproved(), () => ({
              plan_digest: digests.planDigest,
            })),
            await alter<ChangeRow>('changes', { id: approved.id }, () => ({
              plan: JSON.stringify({ ...other, ...digests }),
              plan_digest: digests.planDigest,
              revision_digest: digests.revisionDigest,
              impact_digest: digests.impactDigest,
            })),
          ];
          return () => Promise.all(undo.map(it => it()));
        },
      ],
      [
        'a profile version',
        'approved',
        () =>
          alter<ProfileVersionRow>(
            'profile_versions',
            { profile: 'base' },
            ({ document }) => ({
              document: document.replaceAll('1.19.3', '1.19.4'),
            }),
          ),
      ],
      [
        'who broke glass',
        'forced',
        () =>
          alter<BreakGlassRow>('break_glass', { change_id: forced.id }, () => ({
            actor: 'user:default/pete',
          })),
      ],
      [
        'why somebody broke glass',
        'forced',
        () =>
          alter<BreakGlassRow>('break_glass', { change_id: forced.id }, () => ({
            reason: 'As the board asked',
          })),
      ],
    ])(
      'is not written, and does not verify: %s',
      async (_what, name, altering) => {
        await until(name, 'ready');
        expect(await verify(name)).toMatchObject({ ok: true });
        const undo = await altering();
        const { phase_reason: reason } = await until(name, 'held');
        expect(reason).not.toBe('');
        expect(await verify(name)).toMatchObject({ ok: false });
        await undo();
        await until(name, 'ready');
        expect(await verify(name)).toMatchObject({ ok: true });
      },
    );

    it('of the record lets nothing begin that comes after it', async () => {
      await allowAlterations(knex);
      const { uid } = await until('approved', 'ready');
      const resize = (general: number) =>
        world.propose('alice', {
          kind: 'resize',
          cluster: 'approved',
          workers: { general },
        });
      const later = await resize(4);
      const version = await world.propose('paula', {
        kind: 'deprecate',
        profile: 'base',
        version: '1.0.0',
        reason: 'there will be a better one',
      });
      const undo = [
        await alter<ActivityRow>(
          'activity',
          { subject: `cluster:${uid}`, sequence: 2 },
          () => ({ at: '2020-01-01T00:00:00.000Z' }),
        ),
        await alter<ActivityRow>(
          'activity',
          { subject: 'profile:base', sequence: 2 },
          () => ({ at: '2020-01-01T00:00:00.000Z' }),
        ),
      ];
      expect((await world.approve('pete', later)).status).toBe(200);
      const { phase_reason: held } = await until('approved', 'held');
      expect(held).toMatch(/^activity: Entry 2 of cluster:.* was altered/);
      expect((await world.cluster('approved')).appliedRevision).toBe(2);
      expect(await verify('approved')).toMatchObject({ ok: false });
      await world.approve('pete', version);
      const refused = await world.until(version.id, it => it === 'stale');
      expect(refused.stateReason).toMatch(
        /Entry 2 of profile:base was altered/,
      );
      await Promise.all(undo.map(it => it()));
      await world.until(later.id, it => it === 'applied');
      expect(await verify('approved')).toMatchObject({ ok: true });
    });
  },
);
