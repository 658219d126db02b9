import type { Finding } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { AccessAttributes, ReadClient, RequestOptions } from '../types';

/** One rule of a Kubernetes role, in its own words. */
export interface AccessRule {
  apiGroups: readonly string[];
  resources: readonly string[];
  verbs: readonly string[];
}

/** Each thing that rules allow, in a namespace or everywhere. */
export function expandRules(
  rules: readonly AccessRule[],
  namespace?: string,
): AccessAttributes[] {
  return rules.flatMap(({ apiGroups, resources, verbs }) =>
    apiGroups.flatMap(group =>
      resources.flatMap(resource =>
        verbs.map(verb => ({ group, resource, verb, namespace })),
      ),
    ),
  );
}

/** What this identity may not do of what is wanted. */
export async function findDenied(
  reader: Pick<ReadClient, 'canI'>,
  wanted: readonly AccessAttributes[],
  { signal }: RequestOptions = {},
): Promise<AccessAttributes[]> {
  const denied: AccessAttributes[] = [];
  // One after another: the sets that run side by side are load enough
  for (const attributes of wanted) {
    if (!(await reader.canI(attributes, { signal }))) {
      denied.push(attributes);
    }
  }
  return denied;
}

/** Says what is denied, and what to grant. */
export function toAccessFinding(
  { group, resource, verb, namespace }: AccessAttributes,
  options: {
    severity: Finding['severity'];
    code: string;
    /** What `everywhere` is, such as `management cluster`. */
    place: string;
  },
): Finding {
  const { severity, code, place } = options;
  const what = `${verb} ${[resource, group].filter(Boolean).join('.')}`;
  const where = namespace
    ? `in namespace ${namespace}`
    : `on the whole ${place}`;
  return {
    severity,
    code,
    message: `The portal may not ${what} ${where}`,
    remedy: `Grant the verb ${verb} on ${resource} of API group "${group}" ${where} to the portal's identity`,
  };
}
