import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { JsonObject } from '@backstage/types';
import type {
  ChangeRequest,
  ClusterDetail,
  ProfileReference,
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

/** Gives the cluster a profile: which, in what version, with what parameters. */
export function ChooseProfileDialog(props: {
  cluster: ClusterDetail;
  title: string;
  label: string;
  /** Said above the profiles. */
  description?: string;
  /** Which profiles are offered. */
  offers: (profile: ProfileSummary) => boolean;
  none: string;
  toRequest: (
    profile: ProfileReference,
    parameters: JsonObject,
  ) => ChangeRequest;
  onClose: () => void;
}) {
  const { cluster, label, description, offers, none, toRequest } = props;
  const api = useApi(clusterProfilesApiRef);
  const [chosenName, setName] = useState<string>();
  const [chosenVersion, setVersion] = useState<string>();
  const load = useLoad({
    key: cluster.name,
    load: async signal => (await api.listProfiles({ signal })).filter(offers),
  });

  const profile = load.value?.find(({ name }) => name === chosenName);
  const versions = profile ? newestFirst(profile.versions) : [];
  const version = chosenVersion ?? versions[0]?.version;
  const { parameters, setParameters } = useParameters(
    `${profile?.name} ${version}`,
  );

  return (
    <ChangeDialog
      title={props.title}
      onClose={props.onClose}
      request={
        profile && version && parameters
          ? toRequest({ name: profile.name, version }, parameters)
          : undefined
      }
    >
      <Loaded load={load} what="The profiles">
        {profiles =>
          profiles.length === 0 ? (
            <Text>{none}</Text>
          ) : (
            <RadioCards
              label={label}
              description={description}
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
