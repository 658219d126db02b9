import { parseEntityRef } from '@backstage/catalog-model';
import { configApiRef, useApi, useRouteRef } from '@backstage/core-plugin-api';
import {
  findHidden,
  mainProfile,
  type ClusterDetail,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { RequestFormData } from '../fields/formData';
import { requestTemplateRouteRef } from '../routes';

const DEFAULT_TEMPLATE = 'template:default/request-cluster';

/** Address of the form that requests a cluster, with what it is filled in with. */
export function useRequestTemplate(): (data?: RequestFormData) => string {
  const config = useApi(configApiRef);
  const route = useRouteRef(requestTemplateRouteRef);
  const { namespace, name } = parseEntityRef(
    config.getOptionalString('clusterProfiles.requestTemplate') ??
      DEFAULT_TEMPLATE,
    { defaultKind: 'template', defaultNamespace: 'default' },
  );
  const path =
    route?.({ namespace, templateName: name }) ??
    `/create/templates/${namespace}/${name}`;
  return data =>
    data
      ? `${path}?formData=${encodeURIComponent(JSON.stringify(data))}`
      : path;
}

/**
 * What a second cluster like this one would be requested with: all but its name, and a last day that is over. Nothing before
 * its first revision.
 */
export function requestAgain(
  cluster: ClusterDetail,
  now: Date,
): RequestFormData | undefined {
  const main = mainProfile(cluster);
  if (!main || !cluster.desired) {
    return undefined;
  }
  const { parameters } = cluster.desired;
  // Who may not read them starts from those of the profile.
  const readable = (profile: string) =>
    findHidden(parameters[profile]) ? undefined : parameters[profile];
  const today = now.toISOString().slice(0, 10);
  return {
    profile: { name: main.name, version: main.version },
    addOnProfiles: cluster.profiles
      .filter(({ type }) => type === 'add-on')
      .map(({ name, version }) => ({
        name,
        version,
        parameters: readable(name),
      })),
    owner: cluster.owner,
    target: cluster.target,
    description: cluster.description,
    parameters: readable(main.name),
    follow: cluster.follow,
    endsOn:
      cluster.endsOn && cluster.endsOn >= today ? cluster.endsOn : undefined,
  };
}
