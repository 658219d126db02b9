import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  ClusterDetail,
  ProfileSummary,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Select, Text } from '@backstage/ui';
import { clusterProfilesApiRef } from '../../../api/clusterProfilesApiRef';
import { ChangeDialog } from '../../../components/ChangeDialog/ChangeDialog';
import { entityNames } from '../../../components/EntityName/EntityName';
import { Loaded } from '../../../components/Loaded/Loaded';
import { newestFirst } from '../../../components/newerVersions';
import { RadioCards } from '../../../components/RadioCards/RadioCards';
import { StackDiagram } from '../../../components/StackDiagram/StackDiagram';
import { askSomebody } from '../../../fields/askSomebody';
import { useLoad } from '../../../hooks/useLoad';
import { ProfileParameters, useParameters } from './ProfileParameters';
import type { ClusterDialogProps } from './types';

/** Puts an add-on profile on the cluster: which, in what version, with what parameters. */
export function AddProfileDialog({ cluster, onClose }: ClusterDialogProps) {
  const api = useApi(clusterProfilesApiRef);
  const [chosenName, setName] = useState<string>();
  const [chosenVersion, setVersion] = useState<string>();
  const load = useLoad({
    key: cluster.name,
    load: async signal =>
      (await api.listProfiles({ signal })).filter(
        ({ type }) => type === 'add-on',
      ),
  });

  const profile = load.value?.find(({ name }) => name === chosenName);
  const versions = profile ? newestFirst(profile.versions) : [];
  const version = chosenVersion ?? versions[0]?.version;
  const { parameters, setParameters } = useParameters(
    `${profile?.name} ${version}`,
  );

  return (
    <ChangeDialog
      title={`Add an add-on profile to ${cluster.name}`}
      onClose={onClose}
      request={
        profile && version && parameters
          ? {
              kind: 'add-profile',
              cluster: cluster.name,
              profile: { name: profile.name, version },
              parameters,
            }
          : undefined
      }
    >
      <Loaded load={load} what="The profiles">
        {profiles =>
          profiles.length === 0 ? (
            <Text>No add-on profile is published.</Text>
          ) : (
            <RadioCards
              label="Add-on profile"
              value={profile?.name}
              onChange={name => {
                setName(name);
                setVersion(undefined);
              }}
              cards={profiles.map(candidate => card(candidate, cluster))}
            />
          )
        }
      </Loaded>
      {profile && version && (
        <>
          <Select
            label="Version"
            selectionMode="single"
            value={version}
            onChange={key => setVersion(String(key))}
            options={versions.map(candidate => ({
              id: candidate.version,
              label: candidate.version,
            }))}
          />
          <ProfileParameters
            profile={profile.name}
            version={version}
            current={{}}
            onChange={setParameters}
          />
        </>
      )}
    </ChangeDialog>
  );
}

function card(profile: ProfileSummary, cluster: ClusterDetail) {
  const [newest] = newestFirst(profile.versions);
  const reason = whyNot(profile, cluster);
  return {
    value: profile.name,
    title: profile.title ?? profile.name,
    description: profile.description,
    facts: profile.lifecycle,
    disabled: reason !== undefined,
    reason,
    content: newest && (
      <StackDiagram
        compact
        layers={newest.layers}
        label={`Stack of ${profile.name} ${newest.version}`}
      />
    ),
  };
}

function whyNot(
  profile: ProfileSummary,
  cluster: ClusterDetail,
): string | undefined {
  if (cluster.profiles.some(({ name }) => name === profile.name)) {
    return `${cluster.name} has it already.`;
  }
  const owner = entityNames([profile.owner]);
  if (profile.latestVersion === undefined) {
    return askSomebody('No version is published', owner);
  }
  return profile.use.allowed
    ? undefined
    : askSomebody(profile.use.reason ?? 'You may not use it', owner);
}
