import type { JsonObject } from '@backstage/types';
import knexFactory, { type Knex } from 'knex';

/** One database of one case. */
export interface CaseDatabase {
  name: string;
  connection: JsonObject;
  knex: Knex;
}

/** Databases beside one of the test's own, on the same server; a prepared one is the template of others. */
export class CaseDatabases {
  readonly #admin: Knex;
  readonly #created: CaseDatabase[] = [];

  constructor(options: { admin: Knex }) {
    this.#admin = options.admin;
  }

  async create(template?: CaseDatabase): Promise<CaseDatabase> {
    const { host, port, user, password, database } =
      this.#admin.client.config.connection;
    const name = `${database}_${this.#created.length}`;
    if (template) {
      await this.#disconnect(template);
      await this.#admin.raw('CREATE DATABASE ?? TEMPLATE ??', [
        name,
        template.name,
      ]);
    } else {
      await this.#admin.raw('CREATE DATABASE ??', [name]);
    }
    const connection = { host, port, user, password, database: name };
    const knex = knexFactory({ client: 'pg', connection });
    const created = { name, connection, knex };
    this.#created.push(created);
    return created;
  }

  async drop({ name, knex }: CaseDatabase): Promise<void> {
    await knex.destroy();
    await this.#admin.raw('DROP DATABASE IF EXISTS ?? WITH (FORCE)', [name]);
  }

  async dropAll(): Promise<void> {
    for (const created of this.#created.splice(0)) {
      await this.drop(created);
    }
  }

  /** A template must not be in use while it is copied. */
  async #disconnect({ name, knex }: CaseDatabase): Promise<void> {
    await knex.destroy();
    await this.#admin.raw(
      'SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = ?',
      [name],
    );
  }
}
