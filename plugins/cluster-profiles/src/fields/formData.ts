import type { JsonObject } from '@backstage/types';
import type {
  CreateRequest,
  FollowPolicy,
  ProfileReference,
  UpgradeRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';

/** An add-on profile that is requested with a cluster. */
export type AddOnProfile = ProfileReference & { parameters?: JsonObject };

/** What the pages of the templates have collected so far; the keys are those of the example templates. */
export interface RequestFormData {
  name?: string;
  owner?: string;
  description?: string;
  target?: string;
  profile?: Partial<ProfileReference>;
  parameters?: JsonObject;
  addOnProfiles?: AddOnProfile[];
  follow?: FollowPolicy;
  endsOn?: string;
  cluster?: string;
  version?: string;
}

/** The data of the whole form, which the scaffolder hands to each field. */
export function formDataOf(formContext: unknown): RequestFormData {
  return (formContext as { formData?: RequestFormData })?.formData ?? {};
}

/** The request that the template would propose, once it is complete. */
export function createRequest(
  data: RequestFormData,
): CreateRequest | undefined {
  const { name, owner, target, profile } = data;
  if (!name || !owner || !target || !profile?.name || !profile.version) {
    return undefined;
  }
  return {
    kind: 'create',
    cluster: name,
    owner,
    description: data.description || undefined,
    target,
    profile: { name: profile.name, version: profile.version },
    parameters: data.parameters,
    addOnProfiles: data.addOnProfiles?.length ? data.addOnProfiles : undefined,
    follow: data.follow,
    endsOn: data.endsOn || undefined,
  };
}

/** The upgrade that the template would propose, once it is complete. */
export function upgradeRequest(
  data: RequestFormData,
): UpgradeRequest | undefined {
  const { cluster, version, parameters } = data;
  return cluster && version
    ? { kind: 'upgrade', cluster, version, parameters }
    : undefined;
}
