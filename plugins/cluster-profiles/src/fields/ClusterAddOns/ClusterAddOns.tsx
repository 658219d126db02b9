import { useEffect, useState } from 'react';
import { useApi, type ApiHolder } from '@backstage/core-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import type { ProfileSummary } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Checkbox, CheckboxGroup, Flex, Text } from '@backstage/ui';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { ErrorNotice } from '../../components/ErrorNotice/ErrorNotice';
import { FormField } from '../../components/PageContent/PageContent';
import { Loaded } from '../../components/Loaded/Loaded';
import { parameterErrors } from '../../components/ParametersForm/parameterValues';
import { useLoad } from '../../hooks/useLoad';
import { ChoiceNote } from '../ChoiceNote';
import {
  isUsable,
  refusalOf,
  replacementOf,
  titleOf,
} from '../ClusterProfilePicker/profileChoice';
import type { AddOnProfile } from '../formData';
import { ChosenAddOn } from './ChosenAddOn';

type Props = FieldExtensionComponentProps<AddOnProfile[], {}>;

/** Add-on profiles beside the main one, each with its version and parameters. */
export function ClusterAddOns(props: Props) {
  const api = useApi(clusterProfilesApiRef);
  const load = useLoad({
    key: 'profiles',
    load: signal => api.listProfiles({ signal }),
  });
  return (
    <FormField>
      <Loaded load={load} what="The add-on profiles">
        {profiles => (
          <AddOns
            {...props}
            offered={profiles.filter(({ type }) => type === 'add-on')}
          />
        )}
      </Loaded>
    </FormField>
  );
}

function AddOns(props: Props & { offered: readonly ProfileSummary[] }) {
  const { offered, formData = [], rawErrors = [], onChange } = props;
  const { schema, disabled } = props;
  const note = useStandingAddOns(props);
  if (offered.length === 0) {
    return <Text>No add-on profile is published.</Text>;
  }
  const choose = (names: readonly string[]) =>
    onChange(
      names.flatMap(name => {
        const kept = formData.find(addOn => addOn.name === name);
        const version = offered.find(
          profile => profile.name === name,
        )?.latestVersion;
        return kept ?? (version ? { name, version } : []);
      }),
    );
  return (
    <Flex direction="column" gap="4">
      <ChoiceNote note={note} />
      {rawErrors.length > 0 && (
        <ErrorNotice
          title="Some parameters do not fit"
          error={new Error(rawErrors.join('. '))}
        />
      )}
      <CheckboxGroup
        label={schema.title ?? 'Add-on profiles'}
        description={schema.description}
        isDisabled={disabled}
        value={formData.map(({ name }) => name)}
        onChange={choose}
      >
        {offered.map(profile => (
          <Checkbox
            key={profile.name}
            value={profile.name}
            isDisabled={!isUsable(profile)}
          >
            {[
              titleOf(profile),
              isUsable(profile) ? profile.description : refusalOf(profile),
            ]
              .filter(Boolean)
              .join(': ')}
          </Checkbox>
        ))}
      </CheckboxGroup>
      {formData.map(addOn => (
        <ChosenAddOn
          key={addOn.name}
          addOn={addOn}
          profile={offered.find(({ name }) => name === addOn.name)}
          disabled={disabled}
          onChange={next =>
            onChange(
              formData.map(other => (other.name === next.name ? next : other)),
            )
          }
        />
      ))}
    </Flex>
  );
}

/** Replaces what came with the form and cannot be requested, or takes it away, and says so. */
function useStandingAddOns(
  props: Props & { offered: readonly ProfileSummary[] },
): string | undefined {
  const { offered, formData, onChange } = props;
  const [note, setNote] = useState<string>();
  useEffect(() => {
    const judged = (formData ?? []).map(addOn => ({
      addOn,
      replacement: replacementOf(addOn, offered),
    }));
    if (judged.some(({ replacement }) => replacement)) {
      setNote(
        judged.flatMap(({ replacement }) => replacement?.note ?? []).join(' '),
      );
      onChange(
        judged.flatMap(({ addOn, replacement }) => {
          if (!replacement) return addOn;
          return replacement.instead
            ? { ...addOn, ...replacement.instead }
            : [];
        }),
      );
    }
  }, [formData, offered, onChange]);
  return note;
}

/** Asked when the page is left: the same schemas that the backend checks. */
export async function validateClusterAddOns(
  value: AddOnProfile[] | undefined,
  field: { addError(message: string): void },
  context: { apiHolder: ApiHolder },
): Promise<void> {
  const api = context.apiHolder.get(clusterProfilesApiRef)!;
  for (const { name, version, parameters = {} } of value ?? []) {
    const { document } = await api.getProfileVersion(name, version);
    const schema = document.spec.parameters;
    for (const error of schema ? parameterErrors(schema, parameters) : []) {
      field.addError(`${name}: ${error}`);
    }
  }
}
