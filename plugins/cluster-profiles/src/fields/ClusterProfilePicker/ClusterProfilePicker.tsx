import { useEffect } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import type {
  ProfileSummary,
  ProfileType,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Flex, Select } from '@backstage/ui';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { EmptyState } from '../../components/EmptyState/EmptyState';
import { entityNames } from '../../components/EntityName/EntityName';
import { FormField } from '../../components/PageContent/PageContent';
import { Loaded } from '../../components/Loaded/Loaded';
import { RadioCards } from '../../components/RadioCards/RadioCards';
import { StackDiagram } from '../../components/StackDiagram/StackDiagram';
import { useLoad } from '../../hooks/useLoad';

export interface ProfilePickerValue {
  name: string;
  version: string;
}

export interface ProfilePickerOptions {
  /** Types that can be chosen; by default those that a cluster can be created from. */
  types?: ProfileType[];
}

type Props = FieldExtensionComponentProps<
  ProfilePickerValue,
  ProfilePickerOptions
>;

/** Cards of the stacks; those the requester may not use say why and whom to ask. */
export function ClusterProfilePicker(props: Props) {
  const api = useApi(clusterProfilesApiRef);
  const types = props.uiSchema['ui:options']?.types ?? [
    'full-stack',
    'infrastructure',
  ];
  const load = useLoad({
    key: 'profiles',
    load: signal => api.listProfiles({ signal }),
  });
  return (
    <FormField>
      <Loaded load={load}>
        {profiles => (
          <Cards
            {...props}
            profiles={profiles.filter(({ type }) => types.includes(type))}
          />
        )}
      </Loaded>
    </FormField>
  );
}

function Cards(props: Props & { profiles: ProfileSummary[] }) {
  const { profiles, formData, onChange, schema } = props;
  const usable = profiles.filter(isUsable);
  const selected = usable.find(({ name }) => name === formData?.name);
  const published = selected?.versions.filter(
    ({ state }) => state === 'published',
  );
  const version = published?.find(v => v.version === formData?.version);

  // A profile without a version, or with one that can no longer be requested, gets the newest.
  const latest = selected?.latestVersion;
  useEffect(() => {
    if (selected && !version && latest) {
      onChange({ name: selected.name, version: latest });
    }
  }, [selected, version, latest, onChange]);

  if (profiles.length === 0) {
    return (
      <EmptyState
        title="There is no published profile"
        description="A platform engineer publishes the first one."
      />
    );
  }
  return (
    <Flex direction="column" gap="4">
      <RadioCards
        label={schema.title ?? 'Profile'}
        description={schema.description}
        isRequired={props.required}
        disabled={props.disabled}
        errors={props.rawErrors}
        value={selected?.name}
        onChange={name => {
          const next = usable.find(profile => profile.name === name);
          if (next?.latestVersion) {
            onChange({ name, version: next.latestVersion });
          }
        }}
        // Those that can be chosen come first.
        cards={[...usable, ...profiles.filter(p => !isUsable(p))].map(card)}
      />
      {selected && published && (
        <Select
          label="Version"
          description={version?.releaseNotes}
          selectionMode="single"
          value={version?.version ?? null}
          onChange={key =>
            key && onChange({ name: selected.name, version: String(key) })
          }
          options={published.map(candidate => ({
            id: candidate.version,
            label:
              candidate.version === latest
                ? `${candidate.version} (newest)`
                : candidate.version,
          }))}
        />
      )}
    </Flex>
  );
}

function isUsable(profile: ProfileSummary): boolean {
  return profile.use.allowed && profile.latestVersion !== undefined;
}

function card(profile: ProfileSummary) {
  const newest = profile.versions.find(
    ({ version }) => version === profile.latestVersion,
  );
  return {
    value: profile.name,
    title: profile.title ?? profile.name,
    description: profile.description,
    facts: [
      profile.lifecycle,
      newest?.kubernetesVersion && `Kubernetes ${newest.kubernetesVersion}`,
    ]
      .filter(Boolean)
      .join(', '),
    disabled: !isUsable(profile),
    reason: isUsable(profile) ? undefined : reason(profile),
    content: newest && (
      <StackDiagram
        compact
        layers={newest.layers}
        label={`Stack of ${profile.name} ${newest.version}`}
      />
    ),
  };
}

function reason(profile: ProfileSummary): string {
  const why =
    profile.use.reason ??
    (profile.latestVersion
      ? 'You may not use it.'
      : 'No version is published.');
  return `${why.replace(/\.?$/, '.')} Ask ${entityNames([profile.owner])}.`;
}

/** An empty object is what a form holds before the choice. */
export function validateClusterProfile(
  value: Partial<ProfilePickerValue> | undefined,
  field: { addError(message: string): void },
): void {
  if (!value?.name || !value.version) {
    field.addError('Choose a profile');
  }
}
