import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import {
  TestDatabases,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import knexFactory, { type Knex } from 'knex';
import { applyMigrations } from '../applyMigrations';

function digestOfMigrations(): string {
  const folder = resolvePackagePath(
    '@cluster-profiles/plugin-cluster-profiles-backend',
    'migrations',
  );
  const hash = createHash('sha256');
  for (const file of readdirSync(folder).sort()) {
    hash.update(file).update(readFileSync(join(folder, file)));
  }
  return hash.digest('hex').slice(0, 16);
}

/** Its name says what it was migrated with. */
const ORIGINAL = `cluster_profiles_${digestOfMigrations()}`;

/** What PostgreSQL says when another one was there first. */
const DUPLICATE_DATABASE = '42P04';

/**
 * Test databases that have the plugin's tables. They are copies: to migrate one takes longer than most tests.
 * On PostgreSQL the original stays on the server, for the tests of other files.
 */
export class MigratedDatabases {
  readonly #empty: TestDatabases;
  readonly #copies: Knex[] = [];
  readonly #drops: Array<() => Promise<unknown>> = [];
  #image?: Promise<Buffer>;
  #last = 0;
  readonly #servers = new Map<TestDatabaseId, Promise<Knex>>();

  static create(options: { ids: TestDatabaseId[] }): MigratedDatabases {
    return new MigratedDatabases(options);
  }

  private constructor(options: { ids: TestDatabaseId[] }) {
    // Before the server is left.
    afterAll(() => this.#dropCopies());
    this.#empty = TestDatabases.create(options);
  }

  eachSupportedId(): [TestDatabaseId][] {
    return this.#empty.eachSupportedId();
  }

  async init(id: TestDatabaseId): Promise<Knex> {
    const copy =
      id === 'SQLITE_3' ? await this.#loadImage() : await this.#copy(id);
    this.#copies.push(copy);
    return copy;
  }

  async #loadImage(): Promise<Knex> {
    this.#image ??= this.#takeImage();
    const image = await this.#image;
    return knexFactory({
      client: 'better-sqlite3',
      // The driver opens a copy of what it is given the bytes of.
      connection: { filename: image as unknown as string },
      useNullAsDefault: true,
    });
  }

  async #takeImage(): Promise<Buffer> {
    const original = await this.#empty.init('SQLITE_3');
    await applyMigrations(original);
    const connection = await original.client.acquireConnection();
    try {
      return connection.serialize();
    } finally {
      await original.client.releaseConnection(connection);
    }
  }

  async #copy(id: TestDatabaseId): Promise<Knex> {
    let server = this.#servers.get(id);
    if (!server) {
      server = this.#reach(id);
      this.#servers.set(id, server);
    }
    const admin = await server;
    const { connection, ...config } = admin.client.config;
    const database = `${connection.database}_${++this.#last}`;
    await admin.raw('CREATE DATABASE ?? TEMPLATE ??', [database, ORIGINAL]);
    this.#drops.push(() =>
      admin.raw('DROP DATABASE IF EXISTS ?? WITH (FORCE)', [database]),
    );
    // Knex hides the password from whoever copies its configuration.
    const { password } = connection;
    return knexFactory({
      ...config,
      connection: { ...connection, password, database },
    });
  }

  /** A connection to the server, which has the original then. */
  async #reach(id: TestDatabaseId): Promise<Knex> {
    const admin = await this.#empty.init(id);
    const { rowCount } = await admin.raw(
      'SELECT FROM pg_database WHERE datname = ?',
      [ORIGINAL],
    );
    if (!rowCount) {
      const first = await this.#empty.init(id);
      await applyMigrations(first);
      const { database } = first.client.config.connection;
      // Nobody may be connected to a database that gets another name.
      await first.destroy();
      await admin
        .raw('ALTER DATABASE ?? RENAME TO ??', [database, ORIGINAL])
        .catch(error => {
          if (error.code !== DUPLICATE_DATABASE) {
            throw error;
          }
        });
    }
    return admin;
  }

  async #dropCopies(): Promise<void> {
    await Promise.all(this.#copies.map(copy => copy.destroy()));
    for (const drop of this.#drops) {
      await drop();
    }
  }
}
