import type { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import {
  exampleVersion,
  insertExampleCluster,
} from './__testUtils__/exampleRows';
import { insertProfileVersion } from './operations/insertProfileVersion';
import { setVersionState } from './operations/setVersionState';
import { ProfilesService } from './ProfilesService';

jest.setTimeout(60_000);

/** Counts the rows that come with a whole document. */
function countDocuments(knex: Knex) {
  let documents = 0;
  let asked = 0;
  knex.on('query-response', (rows: unknown) => {
    asked++;
    documents += [rows]
      .flat()
      .filter(row => Object.hasOwn(Object(row), 'document')).length;
  });
  return { documents: () => documents, asked: () => asked };
}

describe('ProfilesService', () => {
  const databases = MigratedDatabases.create({
    ids: ['SQLITE_3', 'POSTGRES_15'],
  });

  async function setup(databaseId: Parameters<typeof databases.init>[0]) {
    const knex = await databases.init(databaseId);
    for (const version of ['1.9.0', '1.10.0', '1.10.1']) {
      await insertProfileVersion(knex, {
        version: exampleVersion(version, ({ spec }) => {
          spec.layers[4].version = version;
          if (version === '1.10.0') {
            spec.nodePools = { controlPlane: { replicas: 3 } };
          }
        }),
      });
    }
    await setVersionState(knex, {
      profile: 'base',
      version: '1.10.1',
      from: ['published'],
      to: 'withdrawn',
      reason: 'broken',
      at: '2026-11-23T00:00:00.000Z',
    });
    await insertExampleCluster(knex, {
      name: 'shop',
      profile: 'base',
      profile_version: '1.9.0',
    });
    return {
      knex,
      profiles: new ProfilesService({
        knex,
        endOfLife: { '1.35': '2027-02-28' },
      }),
    };
  }

  it.each(databases.eachSupportedId())(
    'summarizes profiles, versions newest first, %p',
    async id => {
      const { profiles, knex } = await setup(id);
      const [base, ...others] = await profiles.list();
      expect(others).toEqual([]);
      expect(base).toMatchObject({
        name: 'base',
        title: 'Base',
        type: 'full-stack',
        owner: 'group:default/platform',
        latestVersion: '1.10.0',
        latest: { version: '1.10.0', sources: expect.any(Array) },
      });
      expect(
        base.versions.map(({ version, state, clusters }) => [
          version,
          state,
          clusters,
        ]),
      ).toEqual([
        ['1.10.1', 'withdrawn', 0],
        ['1.10.0', 'published', 0],
        ['1.9.0', 'published', 1],
      ]);
      expect(base.versions[0]).toMatchObject({
        stateReason: 'broken',
        kubernetesEndOfLife: '2027-02-28',
      });
      expect(base.versions[0].layers[4]).toEqual({
        name: 'ingress',
        kind: 'addon',
        category: 'ingress',
        version: '1.10.1',
      });
      expect(await profiles.get('base')).toEqual(base);
      const { documents, asked } = countDocuments(knex);
      await profiles.list();
      expect(asked()).toBeGreaterThan(0);
      expect(documents()).toBe(1);
      await expect(profiles.get('ghost')).rejects.toThrow(
        "There is no profile 'ghost'",
      );
    },
  );

  it.each(databases.eachSupportedId())(
    'shows one version and who uses it, %p',
    async id => {
      const { profiles } = await setup(id);
      expect(await profiles.getVersion('base', '1.9.0')).toMatchObject({
        usedBy: ['shop'],
        document: { metadata: { name: 'base' } },
      });
      await expect(profiles.getVersion('base', '9.9.9')).rejects.toMatchObject({
        name: 'NotFoundError',
      });
    },
  );

  it.each(databases.eachSupportedId())(
    'compares two versions, %p',
    async id => {
      const { profiles } = await setup(id);
      const diff = await profiles.diff('base', '1.9.0', '1.10.0');
      expect(diff).toMatchObject({
        profile: 'base',
        from: '1.9.0',
        to: '1.10.0',
        kubernetesPath: [],
        findings: [],
      });
      expect(
        diff.layers.filter(({ action }) => action === 'changed'),
      ).toMatchObject([{ name: 'ingress', semver: 'minor' }]);
      expect(diff.settings).toContainEqual(
        expect.objectContaining({
          path: expect.stringMatching(/^\/nodePools/),
        }),
      );
    },
  );

  it.each(databases.eachSupportedId())('lists layers in use, %p', async id => {
    const { profiles } = await setup(id);
    expect(
      (await profiles.layersInUse()).find(({ version }) => version === '1.9.0'),
    ).toMatchObject({ name: 'ingress', clusters: ['shop'] });
  });
});
