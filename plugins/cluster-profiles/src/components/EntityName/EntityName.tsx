import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';

const FULL_REFERENCE = /^[^:/\s]+:[^:/\s]+\/[^:/\s]+$/;

/** Link to an entity by its full reference; principals that are no entities (`service:…`, `system:…`) stay text. */
export function EntityName(props: { entityRef: string; title?: string }) {
  const { entityRef, title } = props;
  const route = useRouteRef(entityRouteRef);
  if (!FULL_REFERENCE.test(entityRef)) {
    return <span>{title ?? entityRef.replace(/^[^:]+:/, '')}</span>;
  }
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return (
    <Link
      href={route({ kind: kind.toLocaleLowerCase('en-US'), namespace, name })}
      title={entityRef}
    >
      {title ?? name}
    </Link>
  );
}

export const ClusterName = (props: { name: string }) => (
  <EntityName entityRef={`resource:default/${props.name}`} title={props.name} />
);

export const ProfileName = (props: { name: string; title?: string }) => (
  <EntityName
    entityRef={`clusterprofile:default/${props.name}`}
    title={props.title ?? props.name}
  />
);

/** Names of entity references, for sentences. */
export function entityNames(refs: readonly string[]): string {
  const names = refs.map(ref => ref.replace(/^[^/]*\//, ''));
  return names.length < 2
    ? names.join('')
    : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}
