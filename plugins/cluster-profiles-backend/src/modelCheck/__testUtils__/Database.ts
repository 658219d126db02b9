import knexFactory, { type Knex } from 'knex';

/** A database in memory that starts anew from what another one held. */
export class Database {
  readonly knex: Knex;
  #template?: Buffer;
  /** The next connection starts anew. */
  #isOver = false;

  constructor() {
    this.knex = knexFactory({
      client: 'better-sqlite3',
      connection: (() => {
        this.#isOver = false;
        return {
          filename: this.#template ?? ':memory:',
          expirationChecker: () => this.#isOver,
        };
      }) as never,
      useNullAsDefault: true,
      pool: { min: 1, max: 1, idleTimeoutMillis: 86_400_000 },
    });
  }

  /** What it holds now is what it starts from. */
  async keepAsTemplate(): Promise<void> {
    const connection = await this.knex.client.acquireConnection();
    this.#template = connection.serialize();
    await this.knex.client.releaseConnection(connection);
  }

  async reset(): Promise<void> {
    await this.knex.destroy();
    this.#isOver = true;
    this.knex.initialize();
  }

  /** All rows of all tables. */
  async dump(): Promise<Record<string, unknown[]>> {
    const tables: string[] = await this.knex('sqlite_master')
      .where({ type: 'table' })
      .pluck('name');
    const rows = await Promise.all(
      tables.map(async table => [table, await this.knex(table)]),
    );
    return Object.fromEntries(rows);
  }
}
