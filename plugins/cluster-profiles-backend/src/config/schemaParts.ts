import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import {
  ACCESS_ROLES,
  CHANGE_KINDS,
  type AccessRole,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { z } from 'zod/v3';

export const name = z
  .string()
  .regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, 'must be a DNS label');

/** As the catalog writes them; of the kind that is meant where none is given. */
const entityRef = (defaultKind: 'group' | 'user') =>
  z.string().transform((value, context) => {
    try {
      return stringifyEntityRef(parseEntityRef(value, { defaultKind }));
    } catch {
      context.addIssue({
        code: 'custom',
        message: 'must be an entity reference',
      });
      return z.NEVER;
    }
  });

export const group = entityRef('group');
export const user = entityRef('user');
export const stage = z.enum(['development', 'staging', 'production']);
// A word that matches nothing would silently switch a policy off.
export const kind = z.enum(CHANGE_KINDS);
export const accessRole = z.enum(ACCESS_ROLES as [AccessRole, ...AccessRole[]]);
export const rollbackClass = z.enum([
  'not-started',
  'reversible',
  'replaces-nodes',
  'forward-only',
]);

/** One value or a list of alternatives. */
export const oneOrMore = <T extends z.ZodTypeAny>(item: T) =>
  z
    .union([item, z.array(item).min(1)])
    .transform(value => [value].flat() as z.output<T>[]);
