import type { ClusterSearchDocument } from '@cluster-profiles/plugin-cluster-profiles-common';
import { entityNames } from '../components/EntityName/EntityName';
import { PhaseStatus } from '../components/Status/states';
import {
  SearchResultItem,
  type SearchResultItemProps,
} from './SearchResultItem';

/** A cluster among the search results. @public */
export function ClusterSearchResultItem(props: SearchResultItemProps) {
  if (!props.result) {
    return null;
  }
  const cluster = props.result as ClusterSearchDocument;
  return (
    <SearchResultItem
      {...props}
      result={props.result}
      facts={[
        { name: 'what', fact: 'Cluster' },
        { name: 'phase', fact: <PhaseStatus phase={cluster.phase} /> },
        { name: 'target', fact: `${cluster.target} (${cluster.stage})` },
        {
          name: 'kubernetes',
          fact:
            cluster.kubernetesVersion &&
            `Kubernetes ${cluster.kubernetesVersion}`,
        },
        { name: 'owner', fact: `Owner ${entityNames([cluster.owner])}` },
      ]}
    />
  );
}
