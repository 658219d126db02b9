import type { Finding } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  expandRules,
  findDenied,
  toAccessFinding,
  type AccessAttributes,
  type AccessRule,
  type ReadClient,
  type ServedKind,
} from '../kubernetes';
import {
  NAMESPACE_RULES,
  PREFLIGHT_RULES,
  PROVIDER_RULES,
  SECRET_RULES,
} from './requiredAccess';

/** A resource of a provider that is served, such as `awsmachinetemplates` of `infrastructure.cluster.x-k8s.io`. */
export interface ProviderKind extends ServedKind {
  group: string;
}

interface Options {
  reader: ReadClient;
  namespace: string;
  providerKinds: readonly ProviderKind[];
  signal?: AbortSignal;
}

/** Findings for each verb that we need in a namespace and do not have. */
export async function checkAccess(options: Options): Promise<Finding[]> {
  const { reader, namespace } = options;
  const needed = expandRules([...NAMESPACE_RULES, ...SECRET_RULES], namespace);
  const [denied, deniedToPreflight, ofProviders] = await Promise.all([
    findDenied(reader, needed, options),
    findDenied(reader, expandRules(PREFLIGHT_RULES), options),
    checkProviderKinds(options),
  ]);
  return [
    ...denied.map(attributes => toFinding('block', attributes)),
    ...ofProviders,
    ...deniedToPreflight.map(attributes => toFinding('warn', attributes)),
  ];
}

/** A kind that is not granted at all is not to be used here; of each sort there must be one that is. */
async function checkProviderKinds(options: Options): Promise<Finding[]> {
  const { reader, namespace, providerKinds } = options;
  const checked = await Promise.all(
    providerKinds.map(async kind => {
      const wanted = expandRules(rulesFor(kind), namespace);
      const denied = await findDenied(reader, wanted, options);
      return { sort: sortOf(kind), wanted, denied };
    }),
  );
  const usable = checked.filter(
    ({ wanted, denied }) => denied.length < wanted.length,
  );
  const granted = new Set(usable.map(({ sort }) => sort));
  const without = new Set(
    checked.map(({ sort }) => sort).filter(sort => !granted.has(sort)),
  );
  return [
    ...usable
      .flatMap(({ denied }) => denied)
      .map(attributes => toFinding('block', attributes)),
    ...[...without].map<Finding>(sort => ({
      severity: 'block',
      code: 'cluster-api-access-missing',
      message: `The portal may do nothing with any ${sort} in namespace ${namespace}`,
      remedy: `Grant the verbs of the documented role on those ${sort} that classes use`,
    })),
  ];
}

const isTemplate = (resource: string) => resource.endsWith('templates');

function sortOf({ group, resource }: ProviderKind): string {
  return `${isTemplate(resource) ? 'templates' : 'control planes'} of ${group}`;
}

/** The verbs that we need on a kind are those of the documented kinds of the same sort. */
function rulesFor({ group, resource }: ProviderKind): AccessRule[] {
  return PROVIDER_RULES.filter(
    ({ apiGroups, resources }) =>
      apiGroups.includes(group) &&
      resources.some(name => isTemplate(name) === isTemplate(resource)),
  ).map(rule => ({ ...rule, resources: [resource] }));
}

function toFinding(
  severity: Finding['severity'],
  attributes: AccessAttributes,
): Finding {
  return toAccessFinding(attributes, {
    severity,
    code: 'cluster-api-access-missing',
    place: 'management cluster',
  });
}
