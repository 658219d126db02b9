import type { ApiHolder } from '@backstage/core-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { FormField } from '../../components/PageContent/PageContent';
import { useEmptyChoice } from '../useEmptyChoice';
import { ClusterNameInput } from './ClusterNameInput';
import { nameError } from './nameError';

/** Name of a new cluster in a template. */
export function ClusterName(props: FieldExtensionComponentProps<string, {}>) {
  const { formData = '', onChange, schema, rawErrors = [] } = props;
  useEmptyChoice(props);
  return (
    <FormField>
      <ClusterNameInput
        label={schema.title ?? 'Name'}
        description={schema.description}
        isRequired={props.required}
        isDisabled={props.disabled}
        value={formData}
        onChange={name => onChange(name || undefined)}
        error={rawErrors[0]}
      />
    </FormField>
  );
}

/** Asked when the page is left: the backend has the last word. */
export async function validateClusterName(
  name: string | undefined,
  field: { addError(message: string): void },
  context: { apiHolder: ApiHolder },
): Promise<void> {
  if (!name) {
    field.addError('Enter a name');
    return;
  }
  const malformed = nameError(name);
  if (malformed) {
    field.addError(malformed);
    return;
  }
  const { available, reason } = await context.apiHolder
    .get(clusterProfilesApiRef)!
    .checkClusterName(name);
  if (!available) {
    field.addError(reason ?? `${name} is taken; choose another name`);
  }
}
