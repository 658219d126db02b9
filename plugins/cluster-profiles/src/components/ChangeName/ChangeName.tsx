import type { ReactNode } from 'react';
import { useRouteRef } from '@backstage/core-plugin-api';
import { Link } from '@backstage/ui';
import { changeRouteRef } from '../../routes';

/** Link to a change. */
export function ChangeName(props: { id: string; children: ReactNode }) {
  const changeRoute = useRouteRef(changeRouteRef);
  return <Link href={changeRoute({ id: props.id })}>{props.children}</Link>;
}
