import type { GroupDirectory } from '../../permissions/GroupDirectory';
import type { Actor } from '../../permissions/resolveActor';

export const PLATFORM = 'group:default/platform';
export const SECURITY = 'group:default/security';
export const CHECKOUT = 'group:default/checkout';

const GROUPS: Record<string, string[]> = {
  alice: [CHECKOUT],
  paula: [PLATFORM],
  pete: [PLATFORM],
  pia: [PLATFORM],
  sam: [SECURITY],
  // In both: one person still fills one slot.
  otto: [PLATFORM, SECURITY],
};

export const PEOPLE: readonly Actor[] = Object.entries(GROUPS).map(
  ([name, groups]) => ({
    ref: `user:default/${name}`,
    groups: [`user:default/${name}`, ...groups],
    ownSignIn: true,
  }),
);

export const directory: GroupDirectory = {
  membersOf: async group =>
    PEOPLE.filter(({ groups }) => groups.includes(group)).map(({ ref }) => ref),
  groupsOf: async user => PEOPLE.find(({ ref }) => ref === user)?.groups,
  stillIn: async (user, groups) => {
    const known = PEOPLE.find(({ ref }) => ref === user)?.groups ?? [];
    return groups.filter(group => known.includes(group));
  },
  requireOwner: async () => {},
};
