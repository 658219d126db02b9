import { DEFAULT_NAMESPACE } from '@backstage/catalog-model';
import type {
  ProfileSearchDocument,
  ProfileSummary,
} from '@cluster-profiles/plugin-cluster-profiles-common';

/** What is found of a profile, by its name and the layers of its newest version. */
export function toProfileDocument(
  profile: ProfileSummary,
): ProfileSearchDocument {
  const { name, type, lifecycle, owner, latestVersion } = profile;
  const shown =
    profile.versions.find(({ version }) => version === latestVersion) ??
    profile.versions[0];
  const layers = (shown?.layers ?? [])
    .map(layer => `${layer.name} ${layer.version}`)
    .join(', ');
  return {
    title: profile.title ?? name,
    text: [profile.description, layers && `Layers: ${layers}`]
      .filter(Boolean)
      .join('. '),
    location: `/catalog/${DEFAULT_NAMESPACE}/clusterprofile/${name}`,
    authorization: { resourceRef: name },
    kind: 'ClusterProfile',
    namespace: DEFAULT_NAMESPACE,
    type,
    name,
    owner,
    lifecycle,
    ...(latestVersion ? { latestVersion } : {}),
  };
}
