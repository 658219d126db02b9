import { useEffect, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import type {
  ProfileSummary,
  TargetListItem,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Flex } from '@backstage/ui';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { EmptyState } from '../../components/EmptyState/EmptyState';
import { FormField } from '../../components/PageContent/PageContent';
import { Loaded } from '../../components/Loaded/Loaded';
import { RadioCards } from '../../components/RadioCards/RadioCards';
import { useLoad } from '../../hooks/useLoad';
import { choiceErrors } from '../choiceErrors';
import { useEmptyChoice } from '../useEmptyChoice';
import { ChoiceNote } from '../ChoiceNote';
import { formDataOf } from '../formData';
import { inOrder, targetCard, targetRefusal } from './targetCard';

type Props = FieldExtensionComponentProps<string, {}>;

/** Where the cluster shall run: the targets, and what the chosen profile needs there. */
export function ClusterTargetPicker(props: Props) {
  useEmptyChoice(props);
  const api = useApi(clusterProfilesApiRef);
  const { profile: chosen, owner } = formDataOf(props.formContext);
  const { name, version } = chosen ?? {};
  const load = useLoad({
    key: JSON.stringify([name, version]),
    load: async signal => {
      const [targets, profile] = await Promise.all([
        api.listTargets(name ? { profile: name, version } : {}, { signal }),
        name ? api.getProfile(name, { signal }) : undefined,
      ]);
      return { targets, profile };
    },
  });
  return (
    <FormField>
      <Loaded load={load} what="The targets">
        {({ targets, profile }) => (
          <Cards
            {...props}
            targets={targets}
            profile={profile}
            owner={owner || undefined}
          />
        )}
      </Loaded>
    </FormField>
  );
}

function Cards(
  props: Props & {
    targets: TargetListItem[];
    profile?: ProfileSummary;
    owner?: string;
  },
) {
  const { targets, profile, owner, formData, onChange, schema } = props;
  const selected = targets.find(
    ({ name, use }) => name === formData && use.allowed,
  );

  // The profile was changed, or the form began with a target that cannot be used any more.
  const [note, setNote] = useState<string>();
  useEffect(() => {
    if (formData && !selected) {
      const refused = targets.find(({ name }) => name === formData);
      setNote(
        `${refused?.title ?? formData} cannot be used. ${
          refused
            ? targetRefusal(refused, profile)
            : 'It is not there any more.'
        } Choose another target.`,
      );
      onChange(undefined);
    }
  }, [formData, selected, targets, profile, onChange]);

  if (targets.length === 0) {
    return (
      <EmptyState
        title="There is no target"
        description="The platform team adds targets to the configuration of the portal."
      />
    );
  }
  return (
    <Flex direction="column" gap="4">
      <ChoiceNote note={note} />
      <RadioCards
        label={schema.title ?? 'Target'}
        description={schema.description}
        isRequired={props.required}
        disabled={props.disabled}
        errors={choiceErrors(props.rawErrors, 'Choose a target')}
        value={selected?.name}
        onChange={name => {
          setNote(undefined);
          onChange(name);
        }}
        cards={inOrder(targets).map(target =>
          targetCard(target, { profile, owner }),
        )}
      />
    </Flex>
  );
}
