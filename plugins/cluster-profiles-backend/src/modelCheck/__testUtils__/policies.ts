import type { PolicyConfig } from '../../config/ClusterProfilesConfig';
import { PEOPLE, PLATFORM, SECURITY } from './people';

/** Approvals by group. */
export type Demand = Record<string, number>;

/** What production demands, from mild to strict. Development never demands anything, a publication always one of the platform group. */
export const POLICIES: ReadonlyArray<{
  demand: Demand;
  config: PolicyConfig[];
}> = [
  { demand: { [PLATFORM]: 1 }, config: [] },
  {
    demand: { [PLATFORM]: 1, [SECURITY]: 1 },
    config: [inProduction({ [PLATFORM]: 1, [SECURITY]: 1 })],
  },
  {
    demand: { [PLATFORM]: 2 },
    config: [inProduction({ [PLATFORM]: 2 })],
  },
];

function inProduction(demand: Demand): PolicyConfig {
  return {
    name: 'production',
    match: { stage: ['production'] },
    require: Object.entries(demand).map(([group, approvals]) => ({
      group,
      approvals,
    })),
  };
}

/** Both of two demands. */
export function both(a: Demand, b: Demand): Demand {
  const groups = new Set([...Object.keys(a), ...Object.keys(b)]);
  return Object.fromEntries(
    [...groups].map(group => [group, Math.max(a[group] ?? 0, b[group] ?? 0)]),
  );
}

/** Whether people, each counted once, can give what is demanded: tries every way to deal them out. */
export function suffices(people: readonly string[], demand: Demand): boolean {
  const [first, ...others] = [...new Set(people)];
  const open = Object.keys(demand).filter(group => demand[group] > 0);
  if (open.length === 0) {
    return true;
  }
  if (first === undefined) {
    return false;
  }
  const groups = PEOPLE.find(({ ref }) => ref === first)?.groups ?? [];
  return [undefined, ...open.filter(group => groups.includes(group))].some(
    group =>
      suffices(
        others,
        group === undefined
          ? demand
          : { ...demand, [group]: demand[group] - 1 },
      ),
  );
}
