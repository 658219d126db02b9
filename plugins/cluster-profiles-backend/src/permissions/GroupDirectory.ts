import type { AuthService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Clock } from '@cluster-profiles/plugin-cluster-profiles-node';

const CACHE_MILLISECONDS = 30_000;
/** Groups within groups; what is deeper is a circle. */
const MAX_DEPTH = 10;

/** Groups and their direct members, from the catalog. */
export interface GroupDirectory {
  /** Entity references of the users in a group; empty for an unknown one. */
  membersOf(group: string): Promise<string[]>;
  /** Entity references of the groups of a user; undefined while the catalog does not know him. */
  groupsOf(user: string): Promise<string[] | undefined>;
  /** Which of the groups somebody is in now, himself or through a group within; none where the catalog does not know him. */
  stillIn(user: string, groups: readonly string[]): Promise<string[]>;
  /** Throws `InputError` that names the field when there is no such group or user. */
  requireOwner(owner: string, path: string): Promise<void>;
}

export class CatalogGroupDirectory implements GroupDirectory {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #clock: Clock;
  readonly #members = new Map<string, { at: number; users: string[] }>();

  constructor(options: {
    catalog: CatalogService;
    auth: AuthService;
    clock: Clock;
  }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#clock = options.clock;
  }

  async membersOf(group: string): Promise<string[]> {
    const now = this.#clock.now().getTime();
    const known = this.#members.get(group);
    if (known && now - known.at < CACHE_MILLISECONDS) {
      return known.users;
    }
    const { items } = await this.#catalog.getEntities(
      {
        filter: {
          kind: 'user',
          'relations.memberof': group.toLocaleLowerCase('en-US'),
        },
        fields: ['kind', 'metadata.namespace', 'metadata.name'],
      },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    const users = items.map(entity => stringifyEntityRef(entity)).sort();
    this.#members.set(group, { at: now, users });
    return users;
  }

  async groupsOf(user: string): Promise<string[] | undefined> {
    const entity = await this.#catalog.getEntityByRef(user, {
      credentials: await this.#auth.getOwnServiceCredentials(),
    });
    return entity?.relations
      ?.filter(relation => relation.type === 'memberOf')
      .map(relation => relation.targetRef);
  }

  async stillIn(user: string, groups: readonly string[]): Promise<string[]> {
    const known = new Set<string>();
    let next = (await this.groupsOf(user)) ?? [];
    for (let depth = 0; next.length > 0 && depth < MAX_DEPTH; depth++) {
      next.forEach(group => known.add(group));
      const { items } = await this.#catalog.getEntitiesByRefs(
        { entityRefs: next, fields: ['relations'] },
        { credentials: await this.#auth.getOwnServiceCredentials() },
      );
      next = items
        .flatMap(entity => entity?.relations ?? [])
        .filter(({ type }) => type === 'childOf')
        .map(({ targetRef }) => targetRef)
        .filter(group => !known.has(group));
    }
    return groups.filter(group => known.has(group));
  }

  async requireOwner(owner: string, path: string): Promise<void> {
    const entity = await this.#catalog.getEntityByRef(owner, {
      credentials: await this.#auth.getOwnServiceCredentials(),
    });
    if (!entity) {
      throw new InputError(
        `${path}: '${owner}' is not in the catalog; name a group that exists`,
      );
    }
  }
}
