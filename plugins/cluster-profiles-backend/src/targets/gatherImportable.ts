import type {
  ImportableCluster,
  ImportableClusters,
  Permitted,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { DiscoveredCluster } from '@cluster-profiles/plugin-cluster-profiles-node';

const MOST = 200;

/** What is offered for an import: nothing that this portal has made itself, and no more than fits a list. */
export async function gatherImportable(
  found: AsyncIterable<DiscoveredCluster>,
  options: {
    instanceId: string;
    imported: ReadonlyArray<{ name: string; source: string }>;
  },
): Promise<ImportableClusters> {
  const items: ImportableCluster[] = [];
  for await (const { source, kubernetesVersion, portal } of found) {
    if (portal === options.instanceId) {
      continue;
    }
    if (items.length === MOST) {
      return { listed: true, items, more: true };
    }
    const here = options.imported.find(known => known.source === source);
    items.push({
      source,
      ...(kubernetesVersion === undefined ? {} : { kubernetesVersion }),
      import: permitted({ portal, here: here?.name }),
    });
  }
  return { listed: true, items, more: false };
}

function permitted(known: { portal?: string; here?: string }): Permitted {
  if (known.here !== undefined) {
    return {
      allowed: false,
      reason: `It is here already, as cluster '${known.here}'`,
    };
  }
  return known.portal === undefined
    ? { allowed: true }
    : {
        allowed: false,
        reason: `Portal '${known.portal}' makes it from a profile`,
      };
}
