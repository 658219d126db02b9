import { useEffect, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import type {
  ProfileSummary,
  ProfileType,
  TypicalTimes,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Flex } from '@backstage/ui';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { EmptyState } from '../../components/EmptyState/EmptyState';
import { FormField } from '../../components/PageContent/PageContent';
import { Loaded } from '../../components/Loaded/Loaded';
import { RadioCards } from '../../components/RadioCards/RadioCards';
import { useLoad } from '../../hooks/useLoad';
import { choiceErrors } from '../choiceErrors';
import { ChoiceNote } from '../ChoiceNote';
import { profileCard } from './profileCard';
import {
  isUsable,
  replacementOf,
  type ProfilePickerValue,
} from './profileChoice';
import { VersionChoice } from './VersionChoice';

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
  // Said where it is known; nobody needs it to choose.
  const { value: times } = useLoad({
    key: 'typical-times',
    load: signal => api.getTypicalTimes({ kind: 'create' }, { signal }),
  });
  return (
    <FormField>
      <Loaded load={load} what="The profiles">
        {profiles => (
          <Cards
            {...props}
            times={times}
            profiles={profiles.filter(({ type }) => types.includes(type))}
          />
        )}
      </Loaded>
    </FormField>
  );
}

function Cards(
  props: Props & { profiles: ProfileSummary[]; times?: TypicalTimes },
) {
  const { profiles, times, formData, schema } = props;
  const { note, choose } = useStandingChoice(props);
  const selected = profiles.find(({ name }) => name === formData?.name);

  if (profiles.length === 0) {
    return (
      <EmptyState
        title="There is no published profile"
        description="A platform engineer publishes the first one from its page in the catalog."
      />
    );
  }
  return (
    <Flex direction="column" gap="4">
      <ChoiceNote note={note} />
      <RadioCards
        label={schema.title ?? 'Profile'}
        description={schema.description}
        isRequired={props.required}
        disabled={props.disabled}
        errors={choiceErrors(props.rawErrors, 'Choose a profile')}
        value={selected?.name}
        onChange={name => {
          const next = profiles.find(profile => profile.name === name);
          if (next?.latestVersion) {
            choose({ name, version: next.latestVersion });
          }
        }}
        // Those that can be chosen come first.
        cards={[
          ...profiles.filter(isUsable),
          ...profiles.filter(profile => !isUsable(profile)),
        ].map(profile =>
          profileCard(profile, {
            version: profile === selected ? formData?.version : undefined,
            typicalTime: times?.profiles[profile.name],
          }),
        )}
      />
      {selected && formData?.version && (
        <VersionChoice
          profile={selected}
          version={formData.version}
          disabled={props.disabled}
          onChange={version => choose({ name: selected.name, version })}
        />
      )}
    </Flex>
  );
}

/** What a form holds before the choice. */
const NOTHING = {} as ProfilePickerValue;

/** Replaces a value that cannot be requested, such as that of an older cluster, and says so until the requester chooses. */
function useStandingChoice(props: Props & { profiles: ProfileSummary[] }) {
  const { formData, onChange, profiles } = props;
  const [note, setNote] = useState<string>();
  useEffect(() => {
    const replacement = replacementOf(formData, profiles);
    if (replacement) {
      setNote(replacement.note);
      onChange(replacement.instead ?? NOTHING);
    }
  }, [formData, profiles, onChange]);
  return {
    note,
    choose: (value: ProfilePickerValue) => {
      setNote(undefined);
      onChange(value);
    },
  };
}

/** The schema alone would not say what is missing in words. */
export function validateClusterProfile(
  value: Partial<ProfilePickerValue> | undefined,
  field: { addError(message: string): void },
): void {
  if (!value?.name || !value.version) {
    field.addError('Choose a profile');
  }
}
