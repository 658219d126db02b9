import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import createKnex, { type Knex } from 'knex';

export interface Database {
  name: 'sqlite' | 'postgres';
  /** A new, empty one. */
  create(): Promise<Knex>;
}

/** Measures on each kind of database, SQLite in files as portals have it, one after the other. */
export async function onEachDatabase(
  postgres: string,
  use: (database: Database) => Promise<void>,
): Promise<void> {
  await onSqlite(use);
  await onPostgres(postgres, use);
}

async function onSqlite(
  use: (database: Database) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'cluster-profiles-bench-'));
  const created: Knex[] = [];
  try {
    await use({
      name: 'sqlite',
      async create() {
        const filename = join(folder, `${created.length}.sqlite`);
        const knex = createKnex({
          client: 'better-sqlite3',
          connection: { filename },
          useNullAsDefault: true,
        });
        created.push(knex);
        await knex.raw('pragma foreign_keys = on');
        return knex;
      },
    });
  } finally {
    await Promise.all(created.map(knex => knex.destroy()));
    await rm(folder, { recursive: true, force: true });
  }
}

/** On PostgreSQL alone. */
export async function onPostgres(
  connectionString: string,
  use: (database: Database) => Promise<void>,
): Promise<void> {
  const admin = createKnex({ client: 'pg', connection: connectionString });
  const created = new Map<string, Knex>();
  try {
    await use({
      name: 'postgres',
      async create() {
        const database = `bench_${randomBytes(6).toString('hex')}`;
        await admin.raw('create database ??', [database]);
        const address = new URL(connectionString);
        address.pathname = `/${database}`;
        const knex = createKnex({ client: 'pg', connection: address.href });
        created.set(database, knex);
        return knex;
      },
    });
  } finally {
    for (const [database, knex] of created) {
      await knex.destroy();
      await admin.raw('drop database ?? with (force)', [database]);
    }
    await admin.destroy();
  }
}
