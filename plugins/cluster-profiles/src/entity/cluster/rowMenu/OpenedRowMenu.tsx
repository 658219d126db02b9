import { useEffect, useRef, useState } from 'react';
import { useRouteRef } from '@backstage/core-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import type { ClusterDetail } from '@cluster-profiles/plugin-cluster-profiles-common';
import { ButtonIcon, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { RiMore2Fill } from '@remixicon/react';
import { describeError } from '../../../components/ErrorNotice/ErrorNotice';
import { READABLE } from '../../../components/PageContent/PageContent';
import { readableText } from '../../../components/VisibleText/readableText';
import {
  requestAgain,
  useRequestTemplate,
} from '../../../hooks/useRequestTemplate';
import type { Load } from '../../../hooks/useLoad';
import { CLUSTER_PATH } from '../../filters';
import {
  clusterActions,
  commonRefusal,
  type ClusterAction,
} from '../clusterActions';
import { useMenuCluster } from '../useMenuCluster';

interface Item {
  id: string;
  title: string;
  /** Absent for what only says something. */
  href?: string;
  destructive?: boolean;
}

/** The menu in place of the button that asked for it; each time it opens, the cluster is asked for anew. */
export function OpenedRowMenu(props: { cluster: string; label: string }) {
  const [isOpen, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  // The button that had the focus is gone; where this one has it, it gets it back when the menu closes.
  useEffect(() => {
    trigger.current?.focus();
    setOpen(true);
  }, []);
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <ButtonIcon
        ref={trigger}
        variant="tertiary"
        aria-label={props.label}
        icon={<RiMore2Fill />}
      />
      {isOpen ? <Items cluster={props.cluster} label={props.label} /> : <></>}
    </MenuTrigger>
  );
}

function Items(props: { cluster: string; label: string }) {
  const load = useMenuCluster(props.cluster);
  const requestTemplate = useRequestTemplate();
  const page = useRouteRef(entityRouteRef)({
    kind: 'resource',
    namespace: 'default',
    name: props.cluster,
  });
  const items = itemsOf(load, {
    dialog: action => `${page}${CLUSTER_PATH}?action=${action}`,
    again: requestTemplate,
  });
  return (
    <Menu
      aria-label={props.label}
      disabledKeys={items.filter(({ href }) => !href).map(({ id }) => id)}
    >
      {items.map(({ id, title, href, destructive }) => (
        <MenuItem
          key={id}
          id={id}
          href={href}
          color={destructive ? 'danger' : 'primary'}
          className={READABLE}
        >
          {title}
        </MenuItem>
      ))}
    </Menu>
  );
}

/** What the reader may do now; where that is nothing, why. */
function itemsOf(
  { value, error }: Load<ClusterDetail>,
  links: {
    dialog: (action: string) => string;
    again: ReturnType<typeof useRequestTemplate>;
  },
): Item[] {
  if (!value) {
    return [
      {
        id: 'notice',
        title: error
          ? `This could not be loaded: ${readableText(describeError(error).message)}`
          : 'Loading',
      },
    ];
  }
  const actions = clusterActions(value);
  const refusal = commonRefusal(actions);
  const again = requestAgain(value, new Date());
  const may = (wanted: (action: ClusterAction) => boolean): Item[] =>
    actions
      .filter(action => !action.disabledReason && wanted(action))
      .map(({ id, title, destructive }) => ({
        id,
        title,
        destructive,
        href: links.dialog(id),
      }));
  return [
    ...(refusal ? [{ id: 'notice', title: readableText(refusal) }] : []),
    ...may(({ destructive }) => !destructive),
    { id: 'access', title: 'Get access', href: links.dialog('access') },
    ...(again
      ? [{ id: 'again', title: 'Request again', href: links.again(again) }]
      : []),
    // Last, where nobody chooses it by accident.
    ...may(({ destructive }) => Boolean(destructive)),
  ];
}
