import { useEffect } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import type { TargetListItem } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Text } from '@backstage/ui';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { Findings } from '../../components/Findings/Findings';
import { FormField } from '../../components/PageContent/PageContent';
import { Loaded } from '../../components/Loaded/Loaded';
import { RadioCards } from '../../components/RadioCards/RadioCards';
import { useLoad } from '../../hooks/useLoad';
import { formDataOf } from '../formData';

type Props = FieldExtensionComponentProps<string, {}>;

/** Where the cluster shall run: the targets of the chosen profile. */
export function ClusterTargetPicker(props: Props) {
  const api = useApi(clusterProfilesApiRef);
  const { profile } = formDataOf(props.formContext);
  const query = profile?.name
    ? { profile: profile.name, version: profile.version }
    : {};
  const load = useLoad({
    key: JSON.stringify(query),
    load: signal => api.listTargets(query, { signal }),
  });
  return (
    <FormField>
      <Loaded load={load}>
        {targets => <Cards {...props} targets={targets} />}
      </Loaded>
    </FormField>
  );
}

function Cards(props: Props & { targets: TargetListItem[] }) {
  const { targets, formData, onChange, schema } = props;
  const selected = targets.find(
    ({ name, use }) => name === formData && use.allowed,
  );

  // The profile was changed and the target no longer fits.
  useEffect(() => {
    if (formData && !selected) {
      onChange(undefined);
    }
  }, [formData, selected, onChange]);

  if (targets.length === 0) {
    return (
      <Text>
        No target takes this profile. Choose another profile, or ask its owner.
      </Text>
    );
  }
  return (
    <RadioCards
      label={schema.title ?? 'Target'}
      description={schema.description}
      isRequired={props.required}
      disabled={props.disabled}
      errors={props.rawErrors}
      value={selected?.name}
      onChange={onChange}
      cards={[
        ...targets.filter(({ use }) => use.allowed),
        ...targets.filter(({ use }) => !use.allowed),
      ].map(target => ({
        value: target.name,
        title: target.title ?? target.name,
        description: target.description,
        facts: [target.stage, target.region, target.provider].join(', '),
        disabled: !target.use.allowed,
        reason: target.use.allowed
          ? undefined
          : (target.use.reason ??
            'You may not use it. Ask the platform team for access.'),
        content: target.findings.length > 0 && (
          <Findings findings={target.findings} />
        ),
      }))}
    />
  );
}
