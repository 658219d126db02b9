import type { JsonObject } from '@backstage/types';
import { memberAt } from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';

/** Ways to act as somebody else that the roles of Kubernetes allow to whoever may edit. */
const TOKENS = 'serviceaccounts/token';
const SERVICE_ACCOUNTS = new Set(['serviceaccounts', TOKENS]);
const ANY = '*';

/**
 * The rules of a role but for those to act as somebody else: with them, whoever may edit makes himself a token of any service
 * account, and with it an administrator. A rule of the core group for anything cannot be told apart from them and goes as a whole.
 */
export function withoutIdentities(rules: readonly JsonObject[]): JsonObject[] {
  return rules.flatMap(rule => {
    const verbs = textsAt(rule, 'verbs').filter(it => !isImpersonation(it));
    if (verbs.length === 0) {
      return [];
    }
    const groups = textsAt(rule, 'apiGroups');
    if (!groups.some(group => group === '' || group === ANY)) {
      return [{ ...rule, verbs }];
    }
    const resources = textsAt(rule, 'resources');
    if (
      resources.some(isAnything) ||
      (verbs.includes(ANY) && resources.some(it => SERVICE_ACCOUNTS.has(it)))
    ) {
      return [];
    }
    const left = resources.filter(resource => resource !== TOKENS);
    return left.length ? [{ ...rule, verbs, resources: left }] : [];
  });
}

/** Since 1.36 there are verbs for parts of it, such as `impersonate-on:serviceaccount:list`. */
function isImpersonation(verb: string): boolean {
  return /^impersonate\b/.test(verb);
}

/** `*`, or the same of subresources. */
function isAnything(resource: string): boolean {
  return resource.split('/')[0] === ANY;
}

function textsAt(rule: JsonObject, field: string): string[] {
  const found = memberAt(rule, [field]);
  return Array.isArray(found)
    ? found.filter((it): it is string => typeof it === 'string')
    : [];
}
