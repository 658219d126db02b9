import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  DesiredProfile,
  ProfileVersionSummary,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Select, Text } from '@backstage/ui';
import { clusterProfilesApiRef } from '../../../api/clusterProfilesApiRef';
import { ChangeDialog } from '../../../components/ChangeDialog/ChangeDialog';
import { Loaded } from '../../../components/Loaded/Loaded';
import { Paragraphs } from '../../../components/Paragraphs/Paragraphs';
import { RadioCards } from '../../../components/RadioCards/RadioCards';
import { newerVersions } from '../../../components/newerVersions';
import { useLoad } from '../../../hooks/useLoad';
import { OverrideConflicts } from '../overrides/OverrideConflicts';
import { useConflicts } from '../overrides/useConflicts';
import { ProfileParameters, useParameters } from './ProfileParameters';
import type { ClusterDialogProps } from './types';

/** Moves one profile of a cluster to a newer version; parameters are carried forward. */
export function UpgradeDialog({ cluster, onClose }: ClusterDialogProps) {
  const api = useApi(clusterProfilesApiRef);
  const { profiles } = cluster;
  const [name, setName] = useState(profiles[0].name);
  const [chosen, setChosen] = useState<string>();
  const profile = profiles.find(candidate => candidate.name === name)!;

  const load = useLoad({
    key: name,
    load: async signal =>
      newerVersions(
        (await api.getProfile(name, { signal })).versions,
        profile.version,
      ),
  });
  const versions = load.value ?? [];
  const version =
    versions.find(candidate => candidate.version === chosen)?.version ??
    versions[0]?.version;
  const { parameters, setParameters } = useParameters(`${name} ${version}`);
  const conflicts = useConflicts(`${name} ${version}`);

  return (
    <ChangeDialog
      title={`Upgrade ${cluster.name}`}
      onClose={onClose}
      request={
        version && parameters
          ? {
              kind: 'upgrade',
              cluster: cluster.name,
              profile: profile.type === 'add-on' ? name : undefined,
              version,
              parameters,
              overrides:
                conflicts.answers.length > 0 ? conflicts.answers : undefined,
            }
          : undefined
      }
      onPlan={conflicts.onPlan}
      questions={
        conflicts.findings.length > 0 ? (
          <OverrideConflicts cluster={cluster} conflicts={conflicts} />
        ) : undefined
      }
    >
      {profiles.length > 1 && (
        <Select
          label="Profile"
          selectionMode="single"
          value={name}
          onChange={key => {
            setName(String(key));
            setChosen(undefined);
          }}
          options={profiles.map(candidate => ({
            id: candidate.name,
            label: `${candidate.name} ${candidate.version}`,
          }))}
        />
      )}
      <Loaded load={load} what="The versions">
        {() =>
          version ? (
            <>
              <Versions
                profile={profile}
                versions={versions}
                value={version}
                onChange={setChosen}
              />
              <ProfileParameters
                profile={name}
                version={version}
                current={cluster.desired!.parameters[name] ?? {}}
                onChange={setParameters}
              />
            </>
          ) : (
            <Text>
              {name} {profile.version} is the newest version.
            </Text>
          )
        }
      </Loaded>
    </ChangeDialog>
  );
}

function Versions(props: {
  profile: DesiredProfile;
  versions: readonly ProfileVersionSummary[];
  value: string;
  onChange: (version: string) => void;
}) {
  const { profile, versions, value, onChange } = props;
  return (
    <RadioCards
      label="To version"
      description={`Runs ${profile.name} ${profile.version} now.`}
      value={value}
      onChange={onChange}
      cards={versions.map(({ version, releaseNotes, kubernetesVersion }) => ({
        value: version,
        title: version,
        description: releaseNotes && <Paragraphs text={releaseNotes} />,
        facts: kubernetesVersion && `Kubernetes ${kubernetesVersion}`,
      }))}
    />
  );
}
