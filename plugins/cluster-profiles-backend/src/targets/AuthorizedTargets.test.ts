import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type {
  Finding,
  Target,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  ProviderUnreachableError,
  type ClusterProvider,
} from '@cluster-profiles/plugin-cluster-profiles-node';
import { aTarget } from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import type { PermissionGate } from '../permissions/PermissionGate';
import { insertProfileVersion } from '../profiles/operations/insertProfileVersion';
import { exampleVersion } from '../profiles/__testUtils__/exampleRows';
import { AuthorizedTargets } from './AuthorizedTargets';

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});
jest.setTimeout(60_000);

const warning: Finding = { severity: 'warn', code: 'full', message: 'Full' };
const TARGETS = [
  aTarget({ name: 'dev', credentials: 'a-secret-by-name' }),
  aTarget({ name: 'prod', stage: 'production' }),
  aTarget({ name: 'forbidden' }),
];

const yes = { allowed: true };
const no = (reason: string) => ({
  allowed: false,
  reason: expect.stringContaining(reason),
});
const notMine = no('ask platform');

describe.each(databases.eachSupportedId())(
  'AuthorizedTargets, %s',
  databaseId => {
    async function setup(preflight?: ClusterProvider['preflight']) {
      const knex = await databases.init(databaseId);
      for (const [profile, type, lifecycle] of [
        ['ready', 'full-stack', 'production'],
        ['trial', 'full-stack', 'experimental'],
        ['extra', 'add-on', 'production'],
      ] as const) {
        const version = exampleVersion('1.0.0');
        await knex.transaction(tx =>
          insertProfileVersion(tx, {
            version: { ...version, profile, type, lifecycle },
          }),
        );
      }
      const targets = new AuthorizedTargets({
        knex,
        gate: {
          decide: async () => ({
            allows: (target: Target) => target.name !== 'forbidden',
            narrow: () => {},
          }),
        } as unknown as PermissionGate,
        targets: TARGETS,
        providers: new Map(
          preflight
            ? [['simulator', { preflight } as unknown as ClusterProvider]]
            : [],
        ),
        engines: new Map(),
        platformGroup: 'group:default/platform',
        imports: {
          permitted: async () => target => ({ allowed: target.name === 'dev' }),
        },
        logger: mockServices.logger.mock(),
      });
      return (query: { profile?: string; version?: string } = {}) =>
        targets.list(query, { credentials: mockCredentials.user() });
    }

    it.each([
      [undefined, [yes, yes, notMine]],
      ['ready', [yes, yes, notMine]],
      ['trial', [yes, no('trial 1.0.0 is experimental'), notMine]],
      ['extra', [no('add-on'), no('add-on'), notMine]],
      ['unknown', [yes, yes, notMine]],
    ])(
      'says for profile %s where it may go, and why not',
      async (profile, uses) => {
        const list = await setup(async () => []);
        const query = profile ? { profile, version: '1.0.0' } : {};
        expect((await list(query)).map(({ use }) => use)).toEqual(uses);
      },
    );

    it('says from where clusters may be imported', async () => {
      const list = await setup(async () => []);
      expect((await list()).map(target => target.import.allowed)).toEqual([
        true,
        false,
        false,
      ]);
    });

    it('shows no reference to credentials', async () => {
      const list = await setup(async () => []);
      expect(JSON.stringify(await list())).not.toContain('a-secret-by-name');
    });

    it.each<[string, ClusterProvider['preflight'] | undefined, object[]]>([
      ['its answer', async () => [warning], [warning]],
      [
        'that it did not answer',
        async () => {
          throw new Error('Connection refused');
        },
        [
          {
            severity: 'warn',
            code: 'provider-unreachable',
            message: 'The provider of dev did not answer',
          },
        ],
      ],
      [
        'why it did not answer',
        async () => {
          throw new ProviderUnreachableError('The token has expired');
        },
        [
          {
            severity: 'warn',
            code: 'provider-unreachable',
            message:
              'The provider of dev did not answer: The token has expired',
          },
        ],
      ],
      [
        'that it took too long',
        async () => {
          throw new DOMException('Aborted', 'TimeoutError');
        },
        [{ message: 'The provider of dev did not answer within 3 s' }],
      ],
      [
        'that it is not installed',
        undefined,
        [{ severity: 'block', code: 'provider-missing' }],
      ],
    ])('finds, from the provider, %s', async (_what, preflight, findings) => {
      const [dev, ...others] = await (await setup(preflight))();
      expect(dev.findings).toMatchObject(findings);
      expect(others).toHaveLength(2);
    });
  },
);
