import { useNavigate } from 'react-router-dom';
import { useRouteRef } from '@backstage/core-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
  useEntity,
} from '@backstage/plugin-catalog-react';
import { EntityContextMenuItemBlueprint } from '@backstage/plugin-catalog-react/alpha';
import {
  RiArrowUpCircleLine,
  RiDeleteBinLine,
  RiExpandDiagonalLine,
} from '@remixicon/react';
import type { ClusterActionId } from './cluster/clusterActions';
import { CLUSTER_FILTER, CLUSTER_PATH } from './filters';

function useActionProps(action: ClusterActionId, title: string) {
  const { entity } = useEntity();
  const entityRoute = useRouteRef(entityRouteRef);
  const navigate = useNavigate();
  return {
    title,
    onClick: () =>
      navigate(
        `${entityRoute(entityRouteParams(entity))}${CLUSTER_PATH}?action=${action}`,
      ),
  };
}

const upgrade = EntityContextMenuItemBlueprint.make({
  name: 'upgrade-cluster',
  params: {
    icon: <RiArrowUpCircleLine />,
    filter: CLUSTER_FILTER,
    useProps: () => useActionProps('upgrade', 'Upgrade cluster'),
  },
});

const resize = EntityContextMenuItemBlueprint.make({
  name: 'resize-cluster',
  params: {
    icon: <RiExpandDiagonalLine />,
    filter: CLUSTER_FILTER,
    useProps: () => useActionProps('resize', 'Resize cluster'),
  },
});

const remove = EntityContextMenuItemBlueprint.make({
  name: 'delete-cluster',
  params: {
    icon: <RiDeleteBinLine />,
    filter: CLUSTER_FILTER,
    useProps: () => useActionProps('delete', 'Delete cluster'),
  },
});

/** The commonest actions of a cluster in its entity's menu; they open the dialog on the Cluster tab. */
export const clusterMenuItems = [upgrade, resize, remove];
