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

/** What a second cluster like this one would be requested with: all but its name. Nothing before its first revision. */
export function requestAgain(
  cluster: ClusterDetail,
): RequestFormData | undefined {
  const main = mainProfile(cluster);
  if (!main || !cluster.desired) {
    return undefined;
  }
  const parameters = cluster.desired.parameters[main.name];
  return {
    profile: { name: main.name, version: main.version },
    owner: cluster.owner,
    target: cluster.target,
    description: cluster.description,
    // Who may not read them starts from those of the profile.
    parameters: findHidden(parameters) ? undefined : parameters,
    follow: cluster.follow,
  };
}
