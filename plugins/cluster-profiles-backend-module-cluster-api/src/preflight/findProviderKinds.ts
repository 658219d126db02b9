import type { ReadClient } from '../kubernetes';
import type { ProviderKind } from './checkAccess';

/** In the order in which people install them. */
export const PROVIDER_GROUPS = [
  'bootstrap.cluster.x-k8s.io',
  'controlplane.cluster.x-k8s.io',
  'infrastructure.cluster.x-k8s.io',
] as const;

/** Templates and control planes of the providers that a management cluster has. */
export async function findProviderKinds(
  reader: ReadClient,
  signal?: AbortSignal,
): Promise<ProviderKind[]> {
  const groups = (await reader.groups({ signal })).filter(({ name }) =>
    (PROVIDER_GROUPS as readonly string[]).includes(name),
  );
  const kinds = await Promise.all(
    groups.map(async ({ name, versions }) =>
      Promise.all(
        versions.map(async version =>
          (await reader.kinds(`${name}/${version}`, { signal })).map(kind => ({
            ...kind,
            group: name,
          })),
        ),
      ),
    ),
  );
  const served = kinds
    .flat(2)
    .filter(
      ({ group, kind, namespaced }) =>
        namespaced &&
        (kind.endsWith('Template') ||
          (group === 'controlplane.cluster.x-k8s.io' &&
            kind.endsWith('ControlPlane'))),
    );
  const byName = new Map(
    served.map(kind => [`${kind.resource}.${kind.group}`, kind]),
  );
  return [...byName.values()].sort((a, b) =>
    `${a.group}/${a.resource}` < `${b.group}/${b.resource}` ? -1 : 1,
  );
}
