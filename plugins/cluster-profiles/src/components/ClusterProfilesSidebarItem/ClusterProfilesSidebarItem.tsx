import type { ReactElement } from 'react';
import { SidebarItem, useSidebarOpenState } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { RiStackLine } from '@remixicon/react';
import { useWaitingChanges } from '../../hooks/useWaitingChanges';
import { rootRouteRef } from '../../routes';
import { WaitingChangesCount } from '../WaitingChangesCount/WaitingChangesCount';

/**
 * The entry of cluster profiles for a portal's sidebar, with the number of changes that wait for the reader; a dot while the sidebar is narrow.
 * @public
 */
export function ClusterProfilesSidebarItem(props: {
  title?: string;
  icon?: ReactElement | null;
  /** Path of the page; by default where the portal has mounted it. */
  href?: string;
}) {
  const { title = 'Cluster profiles', icon = <RiStackLine /> } = props;
  const { isOpen } = useSidebarOpenState();
  const route = useRouteRef(rootRouteRef);
  const waiting = useWaitingChanges();

  return (
    <SidebarItem
      icon={() => icon}
      to={props.href ?? route()}
      text={title}
      aria-label={waiting > 0 ? `${title}, waiting for you: ${waiting}` : title}
      hasNotifications={!isOpen && waiting > 0}
    >
      <WaitingChangesCount count={waiting} />
    </SidebarItem>
  );
}
