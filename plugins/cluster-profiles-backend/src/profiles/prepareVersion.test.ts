import { mockServices } from '@backstage/backend-test-utils';
import type { Finding } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ClusterProvider } from '@cluster-profiles/plugin-cluster-profiles-node';
import {
  aTarget,
  noFiles,
} from '@cluster-profiles/plugin-cluster-profiles-node/testUtils';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { fakeProvider } from '../planning/__testUtils__/fakeProvider';
import { exampleVersion } from './__testUtils__/exampleRows';
import { insertProfileVersion } from './operations/insertProfileVersion';
import { createVersionHandler } from './prepareVersion';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

describe.each(databases.eachSupportedId())('createVersionHandler, %p', id => {
  async function setUp(answer: (target: string) => Finding[]) {
    const knex = await databases.init(id);
    const version = exampleVersion('1.0.0', ({ spec }) => {
      spec.providers = {
        simulator: [{ match: { cloud: 'aws' }, classes: './aws' }],
      };
    });
    await insertProfileVersion(knex, { version });
    const prepared: unknown[] = [];
    const prepare: ClusterProvider['prepare'] = async options => {
      prepared.push([options.target.name, options.entry.classes]);
      expect(options.instanceId).toBe('here');
      return answer(options.target.name);
    };
    const logger = mockServices.logger.mock();
    const provider = Object.assign(fakeProvider(), { prepare });
    const handler = createVersionHandler({
      knex,
      targets: [
        aTarget({ name: 'one', labels: { cloud: 'aws' } }),
        aTarget({ name: 'two', labels: { cloud: 'gcp' } }),
        aTarget({ name: 'three', labels: { cloud: 'aws' } }),
        aTarget({ name: 'four', provider: 'unknown' }),
      ],
      providers: new Map([[provider.id, provider]]),
      files: noFiles,
      instanceId: 'here',
      logger,
    });
    const prepareVersion = (name: string) =>
      handler(
        {
          kind: 'version',
          id: name,
          ticket: 't',
          claimedBy: 'c',
          attempts: 0,
        },
        { signal: new AbortController().signal },
      );
    return { prepared, prepareVersion, logger };
  }

  it('prepares the targets that an entry fits', async () => {
    const { prepared, prepareVersion } = await setUp(() => []);
    await expect(prepareVersion('base@1.0.0')).resolves.toEqual({});
    expect(prepared).toEqual([
      ['one', './aws'],
      ['three', './aws'],
    ]);
  });

  it('goes on with the others when a target does not answer, and comes again', async () => {
    const { prepared, prepareVersion } = await setUp(target => {
      if (target === 'one') {
        throw new Error('no route');
      }
      return [];
    });
    await expect(prepareVersion('base@1.0.0')).rejects.toThrow(
      'base 1.0.0 is not prepared everywhere: one: Error: no route',
    );
    expect(prepared).toHaveLength(2);
  });

  it('logs what keeps clusters from being built', async () => {
    const { prepareVersion, logger } = await setUp(() => [
      { severity: 'block', code: 'class', message: 'The class is not ready' },
    ]);
    await prepareVersion('base@1.0.0');
    expect(logger.warn).toHaveBeenCalledWith(
      'base 1.0.0 on target one: The class is not ready (block)',
    );
  });

  it('has nothing to do for a version that nobody published', async () => {
    const { prepared, prepareVersion } = await setUp(() => []);
    await expect(prepareVersion('base@9.0.0')).resolves.toEqual({});
    expect(prepared).toEqual([]);
  });
});
