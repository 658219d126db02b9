import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { Misbehaviour, MisbehaviourKind } from '../simulation/types';
import type { MisbehaviourRow } from './tables';

const TABLE = 'simulator_misbehaviours';

/** What the simulator was told to do wrong. */
export class MisbehaviourStore {
  readonly #knex: Knex;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  async list(): Promise<Misbehaviour[]> {
    const rows = await this.#knex<MisbehaviourRow>(TABLE).orderBy([
      'created_at',
      'id',
    ]);
    return rows.map(toMisbehaviour);
  }

  /** Those that concern one cluster on one target; without a cluster those that concern the whole target. */
  async listFor(where: {
    cluster?: string;
    target: string;
  }): Promise<Misbehaviour[]> {
    return (await this.list()).filter(
      ({ cluster, target }) =>
        (cluster === undefined || cluster === where.cluster) &&
        (target === undefined || target === where.target),
    );
  }

  /** Replaces the one of the same kind for the same cluster, target and layer. */
  async put(
    wanted: Omit<Misbehaviour, 'id' | 'createdAt'>,
    now: Date,
  ): Promise<Misbehaviour> {
    const row: MisbehaviourRow = {
      id: randomUUID(),
      kind: wanted.kind,
      cluster: wanted.cluster ?? null,
      target: wanted.target ?? null,
      layer: wanted.layer ?? null,
      message: wanted.message ?? null,
      remaining: wanted.remaining ?? null,
      created_at: now.toISOString(),
    };
    const { kind, cluster, target, layer } = row;
    await this.#knex.transaction(async tx => {
      await tx<MisbehaviourRow>(TABLE)
        .where({ kind, cluster, target, layer })
        .delete();
      await tx<MisbehaviourRow>(TABLE).insert(row);
    });
    return toMisbehaviour(row);
  }

  /** Uses one of the remaining times up; false when none was left. */
  async consume(id: string): Promise<boolean> {
    const consumed = await this.#knex<MisbehaviourRow>(TABLE)
      .where({ id })
      .where('remaining', '>', 0)
      .decrement('remaining', 1);
    await this.#knex<MisbehaviourRow>(TABLE)
      .where({ id, remaining: 0 })
      .delete();
    return consumed === 1;
  }

  /** False when there is none with this id. */
  async remove(id: string): Promise<boolean> {
    return (
      (await this.#knex<MisbehaviourRow>(TABLE).where({ id }).delete()) === 1
    );
  }

  async removeAll(): Promise<void> {
    await this.#knex<MisbehaviourRow>(TABLE).delete();
  }
}

function toMisbehaviour(row: MisbehaviourRow): Misbehaviour {
  return {
    id: row.id,
    kind: row.kind as MisbehaviourKind,
    cluster: row.cluster ?? undefined,
    target: row.target ?? undefined,
    layer: row.layer ?? undefined,
    message: row.message ?? undefined,
    remaining: row.remaining ?? undefined,
    createdAt: row.created_at,
  };
}
