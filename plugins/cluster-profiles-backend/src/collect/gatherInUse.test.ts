import {
  aDesiredState,
  aTarget,
  withLayer,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import type { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { exampleVersion } from '../profiles/__testUtils__/exampleRows';
import { insertProfileVersion } from '../profiles/operations/insertProfileVersion';
import {
  seedCluster,
  seedRevision,
} from '../reconciler/__testUtils__/seedCluster';
import { gatherInUse } from './gatherInUse';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('gatherInUse, %s', databaseId => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await databases.init(databaseId);
  });

  const inUse = async () => {
    const found = await gatherInUse(knex, {
      provider: 'simulator',
      targets: [
        aTarget({ name: 'one', namespace: 'a', labels: { cloud: 'aws' } }),
        aTarget({ name: 'two', namespace: 'b', labels: { cloud: 'gcp' } }),
        aTarget({ name: 'three', namespace: 'c', provider: 'other' }),
      ],
    });
    return found
      .map(({ entry, target }) => `${entry.classes} in ${target.namespace}`)
      .sort();
  };

  const publish = (version: string) =>
    insertProfileVersion(knex, {
      version: exampleVersion(version, ({ spec }) => {
        spec.providers = {
          simulator: [{ match: { cloud: 'aws' }, classes: `./${version}` }],
        };
      }),
    });

  /** A desired state of a cluster that is told by its class. */
  const desired = (classes: string, kubernetes = '1.35.2') =>
    withLayer(
      aDesiredState({
        providerConfig: { classes },
        target: { ...aDesiredState().target, namespace: 'live' },
      }),
      'kubernetes',
      { version: kubernetes },
    );

  it('is what published versions need on the targets that they fit, also deprecated ones', async () => {
    await publish('1.0.0');
    await publish('1.1.0');
    await publish('1.2.0');
    await knex('profile_versions')
      .where({ version: '1.1.0' })
      .update({ state: 'deprecated' });
    await knex('profile_versions')
      .where({ version: '1.2.0' })
      .update({ state: 'withdrawn' });
    expect(await inUse()).toEqual(['./1.0.0 in a', './1.1.0 in a']);
  });

  it('is what live clusters run, are to run, or may be rolled back to', async () => {
    const { uid, changeId } = await seedCluster(knex, {
      desired: desired('./older', '1.34.1'),
    });
    for (const classes of ['./old', './present']) {
      const state = desired(classes);
      const { desired: seeded } = JSON.parse(
        (await knex('changes').where({ id: changeId }).first()).plan,
      );
      await seedRevision(knex, {
        kind: 'upgrade',
        desired: { ...state, profiles: seeded.profiles },
      });
    }
    await knex('changes').update({ state: 'applied' });
    await knex('clusters').where({ uid }).update({ applied_revision: 2 });
    expect(await inUse()).toEqual(['./old in live', './present in live']);
    await knex('clusters').where({ uid }).update({ applied_revision: 1 });
    expect(await inUse()).toContain('./older in live');
  });

  it('keeps the class of a cluster while it is being deleted, and not once it is gone', async () => {
    const { uid } = await seedCluster(knex, { desired: desired('./going') });
    await knex('changes').update({ state: 'applied' });
    expect(await inUse()).toEqual(['./going in live']);
    await knex('clusters')
      .where({ uid })
      .update({ deleted_at: '2026-01-02T00:00:00.000Z', live_name: null });
    expect(await inUse()).toEqual([]);
  });

  it.each([
    ['awaiting-approval', true],
    ['accepted', true],
    ['failed', true],
    ['stale', true],
    ['rejected', false],
    ['cancelled', false],
  ])('reads the plan of a change that is %s: %s', async (state, expected) => {
    await seedCluster(knex, { desired: desired('./planned') });
    await knex('revisions').delete();
    await knex('changes').update({ state });
    expect(await inUse()).toEqual(expected ? ['./planned in live'] : []);
  });

  it('is nothing of the clusters of other providers', async () => {
    const state = desired('./other');
    await seedCluster(knex, {
      desired: { ...state, target: { ...state.target, provider: 'other' } },
    });
    expect(await inUse()).toEqual([]);
  });
});
