import type { Clock } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import { ClusterStore } from '../database/ClusterStore';
import { MisbehaviourStore } from '../database/MisbehaviourStore';
import { Simulator } from '../Simulator';
import { SimulatorEngine } from '../SimulatorEngine';
import { SimulatorProvider } from '../SimulatorProvider';

/** A clock that moves only when told. */
export class TestClock implements Clock {
  #now = Date.parse('2026-01-01T00:00:00.000Z');

  now(): Date {
    return new Date(this.#now);
  }

  random(): number {
    return 0.5;
  }

  advance(seconds: number): void {
    this.#now += seconds * 1000;
  }
}

/** Everything of one simulator on one database. */
export function createSimulator(options: {
  knex: Knex;
  clock: Clock;
  secondsPerStep?: number;
}) {
  const { knex, clock, secondsPerStep = 2 } = options;
  const clusters = new ClusterStore({ knex });
  const misbehaviours = new MisbehaviourStore({ knex });
  const simulator = new Simulator({
    clusters,
    misbehaviours,
    clock,
    secondsPerStep,
  });
  return {
    clusters,
    misbehaviours,
    provider: new SimulatorProvider({ simulator }),
    engine: new SimulatorEngine({ simulator }),
  };
}
