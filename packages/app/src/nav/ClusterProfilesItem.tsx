import { SidebarItem, useSidebarOpenState } from '@backstage/core-components';
import {
  useWaitingChanges,
  WaitingChangesCount,
} from '@cluster-profiles/plugin-cluster-profiles';
import type { NavContentNavItem } from '@backstage/plugin-app-react';

/** The entry of cluster profiles, with the number of changes that wait for the reader; a dot while the sidebar is narrow. */
export const ClusterProfilesItem = (props: NavContentNavItem) => {
  const { icon, href, title } = props;
  const { isOpen } = useSidebarOpenState();
  const waiting = useWaitingChanges();
  const name = waiting > 0 ? `${title}, waiting for you: ${waiting}` : title;

  return (
    <SidebarItem
      icon={() => icon}
      to={href}
      text={title}
      aria-label={name}
      hasNotifications={!isOpen && waiting > 0}
    >
      <WaitingChangesCount count={waiting} />
    </SidebarItem>
  );
};
