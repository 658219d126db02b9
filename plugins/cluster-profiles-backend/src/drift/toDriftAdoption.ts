import type { JsonObject } from '@backstage/types';
import {
  overrideValue,
  type ClusterDetail,
  type DesiredState,
  type DriftAdoption,
  type OverrideRequest,
  type ProfileEdit,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Adopting, Adoption } from './adoption';

/** What the caller may do with it. An override ends: beside it stands what to write into the profile. Pure. */
export function toDriftAdoption(
  adoption: Adoption,
  {
    cluster,
    revision,
  }: {
    cluster: Pick<ClusterDetail, 'permitted'>;
    revision: Pick<Adopting, 'desired'>;
  },
): DriftAdoption {
  if ('reason' in adoption) {
    return { allowed: false, reason: adoption.reason };
  }
  const { request } = adoption;
  return {
    ...cluster.permitted[request.kind],
    request,
    ...(request.kind === 'override' && {
      inProfile: toEdit(request, revision.desired),
    }),
  };
}

function toEdit(
  { overrides }: OverrideRequest,
  { layers, profiles }: DesiredState,
): ProfileEdit | undefined {
  const [{ layer: name }] = overrides;
  const layer = layers.find(it => it.name === name);
  const profile = profiles.find(it => it.name === layer?.profile);
  return (
    profile && {
      profile: profile.name,
      version: profile.version,
      layer: name,
      values: overrides.reduce<JsonObject>(
        (values, { path, value }) => overrideValue(values, path, value),
        {},
      ),
    }
  );
}
