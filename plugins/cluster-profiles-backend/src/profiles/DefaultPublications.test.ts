import {
  mockServices,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import {
  bytesDigest,
  planDigests,
  type ChangeKind,
  type ProfileChangeRequest,
  type PublishRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { aChart } from '../sources/__testUtils__/aChart';
import { startRegistry } from '../sources/__testUtils__/startRegistry';
import { LayerRepositories } from './repositories/LayerRepositories';
import type { ChangeRow } from '../database/tables';
import { exampleBundle, shippedLibrary } from './__testUtils__/exampleBundle';
import {
  AT,
  insertExampleCluster,
  insertLeaving,
} from './__testUtils__/exampleRows';
import { DefaultPublications } from './DefaultPublications';
import { getBlob } from './operations/getBlob';
import { getProfileVersion } from './operations/getProfileVersion';
import { listProfileVersions } from './operations/listProfileVersions';

jest.setTimeout(60_000);

const proposer = 'user:default/paula';
const limits = { bundleBytes: 2 * 1024 * 1024, bundleFiles: 200 };
const first = { profile: 'base', version: '1.0.0' };

describe('DefaultPublications', () => {
  const databases = MigratedDatabases.create({
    ids: ['SQLITE_3', 'POSTGRES_15'],
  });
  const repositories = shippedLibrary();

  async function setup(databaseId: Parameters<typeof databases.init>[0]) {
    const knex = await databases.init(databaseId);
    const urlReader = mockServices.urlReader.mock();
    const publications = new DefaultPublications({
      knex,
      repositories: await repositories,
      urlReader,
      limits,
    });
    return { knex, urlReader, publications };
  }

  /** The whole way of a change, approvals aside. */
  async function carryOut(
    { knex, publications }: { knex: Knex; publications: DefaultPublications },
    sent: ProfileChangeRequest,
  ) {
    const { request } = await publications.intake(sent);
    await publications.check(request);
    const plan = await publications.plan(request, { proposer });
    const change = {
      id: `change-${sent.kind}`,
      kind: sent.kind,
      plan: JSON.stringify(plan),
    } as ChangeRow;
    await knex.transaction(tx =>
      publications.apply(tx, change, {
        approvers: ['user:default/sue', 'user:default/pete'],
        now: AT,
      }),
    );
    return plan;
  }

  const publish = (
    change?: Parameters<typeof exampleBundle>[0],
    files?: Record<string, string>,
  ): PublishRequest => ({
    kind: 'publish',
    bundle: exampleBundle(change, files),
  });

  it.each(databases.eachSupportedId())(
    'publishes what was planned, with its bytes, %p',
    async id => {
      const context = await setup(id);
      const plan = await carryOut(context, publish());
      expect(plan.findings).toEqual([]);
      const version = await getProfileVersion(context.knex, first);
      expect(version).toMatchObject({
        ...first,
        digest: plan.publication?.digest,
        state: 'published',
        owner: 'group:default/platform',
        kubernetesVersion: '1.34.2',
        authors: [proposer],
        approvers: ['user:default/pete', 'user:default/sue'],
        changeId: 'change-publish',
        publishedAt: AT,
      });
      expect(version?.sources.map(({ layer }) => layer)).toEqual([
        'ubuntu',
        'cilium',
        'storage',
      ]);
      const [, cilium, storage] = version!.sources;
      expect(
        JSON.parse(String(await getBlob(context.knex, cilium.sha256))),
      ).toMatchObject({ name: 'cilium', version: '1.18.4' });
      expect(
        JSON.parse(String(await getBlob(context.knex, storage.sha256))),
      ).toEqual(version?.files);
      expect(
        String(
          await getBlob(context.knex, version!.files['./storage/class.yaml']),
        ),
      ).toBe('kind: StorageClass');
    },
  );

  it.each(databases.eachSupportedId())(
    'plans the same again as long as nothing changed, %p',
    async id => {
      const { publications } = await setup(id);
      const { request } = await publications.intake(publish());
      const digests = async () =>
        planDigests(
          'publish' as ChangeKind,
          await publications.plan(request, { proposer }),
        );
      expect(await digests()).toEqual(await digests());
    },
  );

  it.each(databases.eachSupportedId())(
    'refuses the same version again, %p',
    async id => {
      const context = await setup(id);
      const { publications, knex } = context;
      await carryOut(context, publish());
      await expect(carryOut(context, publish())).rejects.toMatchObject({
        name: 'ConflictError',
        message: expect.stringContaining('is already published'),
      });
      const other = publish(undefined, { './storage/class.yaml': 'kind: X' });
      await expect(carryOut(context, other)).rejects.toMatchObject({
        name: 'ConflictError',
        message: expect.stringContaining(
          'content differs from published 1.0.0; raise the version',
        ),
      });
      // what was no conflict when it was proposed
      const { findings } = await publications.plan(other, { proposer });
      expect(findings[0]).toMatchObject({
        severity: 'block',
        code: 'version-content-differs',
      });
      expect(await listProfileVersions(knex)).toHaveLength(1);
    },
  );

  it.each(databases.eachSupportedId())(
    'refuses a profile with blockers, each with its field, and stores nothing, %p',
    async id => {
      const { publications, knex } = await setup(id);
      const sent = publish(({ spec }) => {
        spec.layers[2].version = '0.0.1';
        spec.layers[2].dependsOn = ['ghost'];
      });
      const { request } = await publications.intake(sent);
      await expect(publications.check(request)).rejects.toMatchObject({
        name: 'InputError',
        details: [
          { code: 'unknown-dependency', path: '/spec/layers/2/dependsOn/0' },
          { code: 'unknown-layer-version', path: '/spec/layers/2/version' },
        ],
      });
      expect(await publications.validate(sent.bundle!)).toHaveLength(2);
      expect(await listProfileVersions(knex)).toEqual([]);
    },
  );

  it.each(databases.eachSupportedId())(
    'validates without storing, %p',
    async id => {
      const context = await setup(id);
      const { publications, knex } = context;
      expect(await publications.validate(exampleBundle())).toEqual([]);
      expect(await publications.validate({ document: '[' })).toMatchObject([
        { code: 'not-yaml' },
      ]);
      expect(
        await publications.validate(
          exampleBundle(undefined, { './storage/hosts.yaml': 'a: *.com' }),
        ),
      ).toMatchObject([{ code: 'manifest-not-yaml', layer: 'storage' }]);
      expect(await knex('blobs')).toEqual([]);
      await carryOut(context, publish());
      expect(await publications.validate(exampleBundle())).toEqual([]);
      expect(
        await publications.validate(
          exampleBundle(({ spec }) => {
            spec.lifecycle = 'experimental';
          }),
        ),
      ).toMatchObject([{ code: 'version-content-differs' }]);
    },
  );

  it.each(databases.eachSupportedId())(
    'publishes from an address, the commit kept in the origin, %p',
    async id => {
      const context = await setup(id);
      const url = 'https://github.com/acme/profiles/blob/main/profile.yaml';
      const { document } = exampleBundle(({ spec }) => {
        spec.layers[3] = {
          name: 'local-path',
          kind: 'storage',
          version: '1',
        };
      });
      context.urlReader.readUrl.mockResolvedValue({
        buffer: async () => Buffer.from(document),
        etag: 'abc123',
      });
      const plan = await carryOut(context, { kind: 'publish', url });
      expect(plan.publication).toMatchObject({
        origin: `${url}#abc123`,
        authorsKnown: false,
      });
      expect(await context.knex('profiles').first()).toMatchObject({
        origin: `${url}#abc123`,
      });
      await expect(
        context.publications.intake({
          kind: 'publish',
          url,
          bundle: exampleBundle(),
        }),
      ).rejects.toThrow(/give one of the two/);
      await expect(
        context.publications.intake({ kind: 'publish' }),
      ).rejects.toThrow(/give one of the two/);
    },
  );

  it.each(databases.eachSupportedId())(
    'hands a name over once its owner approved, %p',
    async id => {
      const context = await setup(id);
      await carryOut(context, publish());
      const plan = await carryOut(
        context,
        publish(({ spec }) => {
          spec.version = '1.0.1';
          spec.owner = 'group:default/data-science';
        }),
      );
      expect(plan.publication).toMatchObject({
        ownerBefore: 'group:default/platform',
        ownerAfter: 'group:default/data-science',
        comparedWith: '1.0.0',
      });
      expect(await context.knex('profiles').first()).toMatchObject({
        owner_ref: 'group:default/data-science',
      });
    },
  );

  it.each(databases.eachSupportedId())('names who follows, %p', async id => {
    const context = await setup(id);
    await carryOut(context, publish());
    await insertExampleCluster(context.knex, {
      name: 'a',
      profile: 'base',
      profile_version: '1.0.0',
      follow: 'patch',
    });
    const { publication } = await context.publications.plan(
      publish(({ spec }) => {
        spec.version = '1.0.1';
      }),
      { proposer },
    );
    expect(publication?.followers).toEqual(['a']);
  });

  it.each(databases.eachSupportedId())(
    'deprecates once, then withdraws, %p',
    async id => {
      const context = await setup(id);
      await carryOut(context, publish());
      const deprecate = {
        kind: 'deprecate' as const,
        ...first,
        reason: 'old',
        endOfLife: '2027-01-31',
      };
      const plan = await carryOut(context, deprecate);
      expect(plan).toMatchObject({
        rollbackClass: 'not-started',
        publication: { stateAfter: 'deprecated', endOfLife: '2027-01-31' },
      });
      await expect(carryOut(context, deprecate)).rejects.toThrow(
        /is deprecated already/,
      );
      const withdraw = { kind: 'withdraw' as const, ...first, reason: 'CVE' };
      await carryOut(context, withdraw);
      expect(await getProfileVersion(context.knex, first)).toMatchObject({
        state: 'withdrawn',
        stateReason: 'CVE',
        stateChangedAt: AT,
      });
      await expect(carryOut(context, withdraw)).rejects.toThrow(
        /is withdrawn already/,
      );
    },
  );

  it.each(
    databases.eachSupportedId().flatMap(([id]) => [
      { id, how: 'is to run it', desired: '1.0.0' },
      { id, how: 'still runs it', desired: '1.0.1', leaving: '1.0.0' },
    ]),
  )(
    'withdraws a version only by force when a cluster $how, $id',
    async ({
      id,
      desired,
      leaving,
    }: {
      id: TestDatabaseId;
      desired: string;
      leaving?: string;
    }) => {
      const context = await setup(id);
      await carryOut(context, publish());
      const withdraw = { kind: 'withdraw' as const, ...first, reason: 'CVE' };
      // planned while it was free
      const early = await context.publications.plan(withdraw, { proposer });
      await insertExampleCluster(context.knex, {
        name: 'shop',
        profile: 'base',
        profile_version: desired,
      });
      if (leaving) {
        await insertLeaving(context.knex, 'shop', {
          profile: 'base',
          version: leaving,
        });
      }
      await expect(carryOut(context, withdraw)).rejects.toMatchObject({
        name: 'ConflictError',
        message: expect.stringContaining('is in use by 1 cluster'),
      });
      await expect(
        context.knex.transaction(tx =>
          context.publications.apply(
            tx,
            { id: 'c', plan: JSON.stringify(early) } as ChangeRow,
            { approvers: [], now: AT },
          ),
        ),
      ).rejects.toThrow(/in use by 1 cluster by now/);
      const plan = await carryOut(context, { ...withdraw, force: true });
      expect(plan.findings).toMatchObject([
        { severity: 'warn', code: 'version-in-use' },
      ]);
      expect(plan.publication?.usedBy).toEqual(['shop']);
    },
  );

  it.each(databases.eachSupportedId())(
    'refuses unknown versions, missing reasons and bad dates, %p',
    async id => {
      const { publications } = await setup(id);
      const withdraw = { kind: 'withdraw' as const, ...first };
      await expect(
        publications.intake({ ...withdraw, reason: 'CVE' }),
      ).rejects.toMatchObject({ name: 'NotFoundError' });
      await expect(
        publications.intake({ ...withdraw, reason: ' ' }),
      ).rejects.toThrow(/\/reason/);
      await expect(
        publications.intake({
          kind: 'deprecate',
          ...first,
          reason: 'old',
          endOfLife: '2027-02-30',
        }),
      ).rejects.toThrow(/\/endOfLife/);
      expect(
        (await publications.plan({ ...withdraw, reason: 'x' }, { proposer }))
          .findings,
      ).toMatchObject([{ severity: 'block', code: 'version-unknown' }]);
    },
  );

  it.each(databases.eachSupportedId())(
    'writes nothing when the stored plan or its bytes are not what they were, %p',
    async id => {
      const { knex, publications } = await setup(id);
      const { request } = await publications.intake(publish());
      const plan = await publications.plan(request, { proposer });
      const apply = (changed: object) =>
        knex.transaction(tx =>
          publications.apply(
            tx,
            {
              id: 'c',
              plan: JSON.stringify({ ...plan, ...changed }),
            } as ChangeRow,
            { approvers: [], now: AT },
          ),
        );
      await expect(
        apply({
          publication: { ...plan.publication, files: { './x': 'y' } },
        }),
      ).rejects.toThrow(/differs from the digest that was planned/);
      await expect(apply({ publication: undefined })).rejects.toThrow(
        /has no plan of a publication/,
      );
      await knex('blobs').delete();
      await expect(apply({})).rejects.toThrow(/are not stored any more/);
      expect(await listProfileVersions(knex)).toEqual([]);
    },
  );

  describe.each(databases.eachSupportedId())(
    'with a registry of charts, %p',
    id => {
      const stops: Array<() => Promise<void>> = [];

      afterEach(async () => {
        for (const stop of stops.splice(0)) {
          await stop();
        }
      });

      async function setUpWithRegistry() {
        const context = await setup(id);
        const registry = await startRegistry();
        stops.push(registry.stop);
        registry.put('ingress', '1.0.0', aChart());
        const publications = new DefaultPublications({
          ...context,
          limits,
          repositories: await LayerRepositories.create({
            repositories: [
              {
                name: 'library',
                type: 'library',
                state: 'allowed',
                choices: [],
              },
              {
                name: 'charts',
                type: 'oci',
                url: registry.ociUrl,
                state: 'allowed',
                choices: [],
                allowPrivateAddresses: true,
                plainHttp: true,
                requestTimeoutSeconds: 5,
              },
            ],
          }),
        });
        return { ...context, publications, registry };
      }

      const withIngress = publish(({ spec }) => {
        spec.layers.push({
          name: 'ingress',
          kind: 'addon',
          category: 'ingress',
          version: '1.0.0',
          source: { type: 'oci', repository: 'charts', chart: 'ingress' },
        });
      });

      it('pins charts while it plans, and not before', async () => {
        const context = await setUpWithRegistry();
        const { publications, registry } = context;
        const { request } = await publications.intake(withIngress);
        await publications.check(request);
        await expect(
          publications.validate(withIngress.bundle!),
        ).resolves.toEqual([]);
        expect(registry.requests).toEqual([]);

        const plan = await carryOut(context, withIngress);
        expect(plan.findings).toEqual([]);
        const version = await getProfileVersion(context.knex, first);
        const pinned = version!.sources.at(-1)!;
        expect(pinned).toMatchObject({
          layer: 'ingress',
          sha256: bytesDigest(aChart()),
          chart: { digest: expect.stringMatching(/^sha256:/) },
        });
        await expect(getBlob(context.knex, pinned.sha256)).resolves.toEqual(
          aChart(),
        );
      });

      it('goes on to plan with the bytes that it has pinned', async () => {
        const { publications, registry } = await setUpWithRegistry();
        const { request } = await publications.intake(withIngress);
        const plan = await publications.plan(request, { proposer });
        await registry.stop();
        const again = await publications.plan(request, {
          proposer,
          pinned: plan.publication!.sources,
        });
        expect(planDigests('publish', again)).toEqual(
          planDigests('publish', plan),
        );
        const anew = await publications.plan(request, { proposer });
        expect(anew.findings).toMatchObject([
          { severity: 'block', code: 'source-unreachable', layer: 'ingress' },
        ]);
      });
    },
  );
});
