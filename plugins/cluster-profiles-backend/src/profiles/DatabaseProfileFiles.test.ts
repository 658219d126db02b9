import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import type { BlobRow } from '../database/tables';
import { exampleVersion } from './__testUtils__/exampleRows';
import { DatabaseProfileFiles } from './DatabaseProfileFiles';
import { insertProfileVersion } from './operations/insertProfileVersion';
import { putBlob } from './operations/putBlob';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
});

describe.each(databases.eachSupportedId())('DatabaseProfileFiles, %p', id => {
  async function setUp() {
    const knex = await databases.init(id);
    const written: Record<string, string> = {
      './classes/aws/class.yaml': 'kind: ClusterClass',
      './classes/aws/machines.yaml': 'kind: Template',
      './classes/aws-gov/class.yaml': 'kind: Other',
    };
    const files: Record<string, string> = {};
    for (const [path, content] of Object.entries(written)) {
      files[path] = await putBlob(knex, Buffer.from(content));
    }
    const version = { ...exampleVersion('1.0.0'), files };
    await insertProfileVersion(knex, { version });
    return {
      knex,
      files: new DatabaseProfileFiles({ knex }),
      profile: { name: 'base', version: '1.0.0', digest: version.digest },
    };
  }

  it('reads a folder in the order of its paths, and nothing beside it', async () => {
    const { files, profile } = await setUp();
    await expect(files.read(profile, './classes/aws')).resolves.toEqual([
      { path: './classes/aws/class.yaml', content: 'kind: ClusterClass' },
      { path: './classes/aws/machines.yaml', content: 'kind: Template' },
    ]);
  });

  it('reads one file', async () => {
    const { files, profile } = await setUp();
    await expect(
      files.read(profile, './classes/aws/machines.yaml'),
    ).resolves.toEqual([
      { path: './classes/aws/machines.yaml', content: 'kind: Template' },
    ]);
  });

  it('names what is missing', async () => {
    const { files, profile } = await setUp();
    await expect(files.read(profile, './classes/gcp')).rejects.toThrow(
      'The bundle of base 1.0.0 has no file ./classes/gcp; publish a version that has it',
    );
  });

  it('gives nothing for another digest than the approved one', async () => {
    const { files, profile } = await setUp();
    await expect(
      files.read({ ...profile, digest: 'other' }, './classes/aws'),
    ).rejects.toThrow(/digest other is not published here/);
  });

  it('gives nothing whose bytes were altered', async () => {
    const { knex, files, profile } = await setUp();
    await knex<BlobRow>('blobs').update({ content: Buffer.from('kind: Evil') });
    await expect(files.read(profile, './classes/aws')).rejects.toThrow(
      /missing or altered/,
    );
  });
});
