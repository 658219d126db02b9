import type { ReactElement } from 'react';
import { useNavigate } from 'react-router-dom';
import { useRouteRef } from '@backstage/core-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
  useEntity,
} from '@backstage/plugin-catalog-react';
import { EntityContextMenuItemBlueprint } from '@backstage/plugin-catalog-react/alpha';
import {
  RiArrowGoBackLine,
  RiArrowUpCircleLine,
  RiDeleteBinLine,
  RiEqualizerLine,
  RiExpandDiagonalLine,
  RiFileCopyLine,
  RiKey2Line,
  RiPauseCircleLine,
  RiShieldLine,
} from '@remixicon/react';
import type { ClusterDetail } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Load } from '../hooks/useLoad';
import { requestAgain, useRequestTemplate } from '../hooks/useRequestTemplate';
import { describeError } from '../components/ErrorNotice/ErrorNotice';
import { ActionTitle } from '../components/ActionTitle/ActionTitle';
import {
  clusterActions,
  commonRefusal,
  type ClusterActionId,
} from './cluster/clusterActions';
import { useMenuCluster } from './cluster/useMenuCluster';
import { CLUSTER_FILTER, CLUSTER_PATH } from './filters';

const FIRST: ClusterActionId = 'upgrade';

/** Opens a dialog on the Cluster tab. */
function useOpenDialog(): (action: ClusterActionId | 'access') => void {
  const { entity } = useEntity();
  const entityRoute = useRouteRef(entityRouteRef);
  const navigate = useNavigate();
  return action =>
    navigate(
      `${entityRoute(entityRouteParams(entity))}${CLUSTER_PATH}?action=${action}`,
    );
}

/** Until the cluster is there, `title` stands; what must not be done is told again by the dialog. */
function useActionProps(action: ClusterActionId, title: string) {
  const { entity } = useEntity();
  const openDialog = useOpenDialog();
  const { value } = useMenuCluster(entity.metadata.name);
  const actions = value && clusterActions(value);
  const known = actions?.find(({ id }) => id === action);
  // The first item of the menu says what is the same for all; an item cannot be a heading.
  const said = action !== FIRST && actions && commonRefusal(actions);
  return {
    title: (
      <ActionTitle
        title={known ? known.title : title}
        disabledReason={said ? undefined : known?.disabledReason}
      />
    ),
    disabled: known?.disabledReason !== undefined,
    onClick: () => openDialog(action),
  };
}

const actionItem = (options: {
  name: string;
  action: ClusterActionId;
  title: string;
  icon: ReactElement;
}) =>
  EntityContextMenuItemBlueprint.make({
    name: options.name,
    params: {
      icon: options.icon,
      filter: CLUSTER_FILTER,
      useProps: () => useActionProps(options.action, options.title),
    },
  });

const requestAnother = EntityContextMenuItemBlueprint.make({
  name: 'request-cluster-again',
  params: {
    icon: <RiFileCopyLine />,
    filter: CLUSTER_FILTER,
    useProps: () => {
      const { entity } = useEntity();
      const { value, error } = useMenuCluster(entity.metadata.name);
      const requestTemplate = useRequestTemplate();
      const data = value && requestAgain(value, new Date());
      return {
        title: (
          <ActionTitle
            title="Request again"
            disabledReason={data ? undefined : whyNotAgain({ value, error })}
          />
        ),
        href: requestTemplate(data),
        disabled: data === undefined,
      };
    },
  },
});

/** Why there is nothing to fill the request of another one in with; nothing while that is not known. */
function whyNotAgain({
  value,
  error,
}: Pick<Load<ClusterDetail>, 'value' | 'error'>): string | undefined {
  if (!value) {
    return error && `This could not be loaded: ${describeError(error).message}`;
  }
  return value.desired
    ? 'It was imported: no profile says how to make another one'
    : 'Nothing is accepted yet that could be taken over';
}

const getAccess = EntityContextMenuItemBlueprint.make({
  name: 'get-cluster-access',
  params: {
    icon: <RiKey2Line />,
    filter: CLUSTER_FILTER,
    useProps: () => {
      const openDialog = useOpenDialog();
      // Whether there is any, and why not, the dialog tells.
      return { title: 'Get access', onClick: () => openDialog('access') };
    },
  },
});

/** Actions of a cluster in its entity's menu; they open the dialog on the Cluster tab. */
export const clusterMenuItems = [
  actionItem({
    name: 'upgrade-cluster',
    action: 'upgrade',
    title: 'Upgrade',
    icon: <RiArrowUpCircleLine />,
  }),
  actionItem({
    name: 'resize-cluster',
    action: 'resize',
    title: 'Resize',
    icon: <RiExpandDiagonalLine />,
  }),
  actionItem({
    name: 'set-cluster-parameters',
    action: 'parameters',
    title: 'Set parameters',
    icon: <RiEqualizerLine />,
  }),
  actionItem({
    name: 'roll-back-cluster',
    action: 'roll-back',
    title: 'Roll back',
    icon: <RiArrowGoBackLine />,
  }),
  actionItem({
    name: 'pause-cluster',
    action: 'pause',
    title: 'Pause',
    icon: <RiPauseCircleLine />,
  }),
  actionItem({
    name: 'protect-cluster',
    action: 'protect',
    title: 'Protect',
    icon: <RiShieldLine />,
  }),
  getAccess,
  requestAnother,
  actionItem({
    name: 'delete-cluster',
    action: 'delete',
    title: 'Delete',
    icon: <RiDeleteBinLine />,
  }),
];
