import type { ReactNode } from 'react';
import {
  RELATION_OWNED_BY,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { getEntityRelations, useEntity } from '@backstage/plugin-catalog-react';
import type { ClusterDetail } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Alert } from '@backstage/ui';
import { EntityName } from '../../components/EntityName/EntityName';
import { describeError } from '../../components/ErrorNotice/ErrorNotice';
import { Loaded } from '../../components/Loaded/Loaded';
import type { Load } from '../../hooks/useLoad';

const UNSEEN = new Set(['NotFoundError', 'NotAllowedError']);

/** The cluster of an entity. The reader sees the entity, so where its cluster is not found it may just not be shown. */
export function LoadedCluster(props: {
  load: Load<ClusterDetail>;
  children: (cluster: ClusterDetail) => ReactNode;
}) {
  const { load, children } = props;
  const { entity } = useEntity();
  if (!load.error || !UNSEEN.has(describeError(load.error).name)) {
    return (
      <Loaded load={load} what="The cluster">
        {children}
      </Loaded>
    );
  }
  const owner = ownerOf(entity);
  return (
    <Alert
      role="alert"
      status="warning"
      icon
      title="You may not see this cluster, or it is gone."
      description={
        owner ? (
          <>
            Ask its owner, <EntityName entityRef={owner} />.
          </>
        ) : undefined
      }
    />
  );
}

function ownerOf(entity: Entity): string | undefined {
  const [owner] = getEntityRelations(entity, RELATION_OWNED_BY);
  if (owner) {
    return stringifyEntityRef(owner);
  }
  return typeof entity.spec?.owner === 'string' ? entity.spec.owner : undefined;
}
