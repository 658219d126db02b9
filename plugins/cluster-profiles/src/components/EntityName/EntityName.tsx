import {
  parseEntityRef,
  type CompoundEntityRef,
} from '@backstage/catalog-model';
import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { useRouteRef, type RouteFunc } from '@backstage/core-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import { useProfileEntities } from '../../hooks/useProfileEntities';
import { LightLink } from './LightLink';

const FULL_REFERENCE = /^[^:/\s]+:[^:/\s]+\/[^:/\s]+$/;

type EntityRoute = RouteFunc<{ kind: string; namespace: string; name: string }>;
const EntityRouteContext = createContext<EntityRoute | undefined>(undefined);

const ProfilesContext = createContext<
  { names: ReadonlySet<string> | undefined } | undefined
>(undefined);

/** Finds the way to entities once for all names inside, such as those of a long table. */
export function EntityNames(props: { children: ReactNode }) {
  const names = useProfileEntities();
  const profiles = useMemo(() => ({ names }), [names]);
  return (
    <EntityRouteContext.Provider value={useRouteRef(entityRouteRef)}>
      <ProfilesContext.Provider value={profiles}>
        {props.children}
      </ProfilesContext.Provider>
    </EntityRouteContext.Provider>
  );
}

interface EntityNameProps {
  entityRef: string;
  title?: string;
}

/** Link to an entity by its full reference; principals that are no entities (`service:…`, `system:…`) stay text. */
export function EntityName(props: EntityNameProps) {
  const { entityRef, title } = props;
  const route = useContext(EntityRouteContext);
  if (!FULL_REFERENCE.test(entityRef)) {
    return <span>{title ?? principalName(entityRef)}</span>;
  }
  const entity = parseEntityRef(entityRef);
  const name = title ?? entity.name;
  return route ? (
    <LightLink href={route(pathOf(entity))} title={entityRef}>
      {name}
    </LightLink>
  ) : (
    <EntityLink entity={entity} title={entityRef}>
      {name}
    </EntityLink>
  );
}

/** What we do ourselves, whichever part of us, we do under our name. */
function principalName(ref: string): string {
  return ref.startsWith('system:')
    ? 'Cluster Profiles'
    : ref.replace(/^[^:]+:/, '');
}

function EntityLink(props: {
  entity: CompoundEntityRef;
  title: string;
  children: string;
}) {
  const route = useRouteRef(entityRouteRef);
  return (
    <Link href={route(pathOf(props.entity))} title={props.title}>
      {props.children}
    </Link>
  );
}

function pathOf({ kind, namespace, name }: CompoundEntityRef) {
  return { kind: kind.toLocaleLowerCase('en-US'), namespace, name };
}

export const ClusterName = (props: { name: string }) => (
  <EntityName entityRef={`resource:default/${props.name}`} title={props.name} />
);

interface ProfileNameProps {
  name: string;
  title?: string;
}

/** Link to a profile; plain text once it is known that the catalog has no entity of it. */
export function ProfileName(props: ProfileNameProps) {
  const profiles = useContext(ProfilesContext);
  return profiles ? (
    <KnownProfileName {...props} known={profiles.names} />
  ) : (
    <SingleProfileName {...props} />
  );
}

function SingleProfileName(props: ProfileNameProps) {
  return <KnownProfileName {...props} known={useProfileEntities()} />;
}

function KnownProfileName(
  props: ProfileNameProps & { known: ReadonlySet<string> | undefined },
) {
  const { name, title = name, known } = props;
  return known && !known.has(name) ? (
    <span>{title}</span>
  ) : (
    <EntityName entityRef={`clusterprofile:default/${name}`} title={title} />
  );
}

/** Names of entity references, for sentences. */
export function entityNames(refs: readonly string[]): string {
  const names = refs.map(ref =>
    FULL_REFERENCE.test(ref) ? ref.replace(/^[^/]*\//, '') : principalName(ref),
  );
  return names.length < 2
    ? names.join('')
    : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}
