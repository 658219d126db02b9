import { useEffect, useState } from 'react';
import { useApi, type ApiHolder } from '@backstage/core-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { TextField } from '@backstage/ui';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { FormField } from '../../components/PageContent/PageContent';
import { useLoad } from '../../hooks/useLoad';

const MAX_LENGTH = 63;
const DNS_LABEL = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const CHECK_DELAY_MS = 400;

/** Why a name is no DNS label; nothing when it is one. */
export function nameError(name: string): string | undefined {
  if (name.length > MAX_LENGTH) {
    return `A name has at most ${MAX_LENGTH} characters`;
  }
  return DNS_LABEL.test(name)
    ? undefined
    : 'A name has lower-case letters, digits and dashes; it starts with a letter and ends with a letter or digit';
}

/** Name of a new cluster; says while typing whether it is free. */
export function ClusterName(props: FieldExtensionComponentProps<string, {}>) {
  const { formData = '', onChange, schema, rawErrors = [] } = props;
  const api = useApi(clusterProfilesApiRef);
  const settled = useSettled(formData);
  const malformed = settled ? nameError(settled) : undefined;
  const check = useLoad({
    key: malformed ? '' : settled,
    load: async signal =>
      settled && !malformed
        ? api.checkClusterName(settled, { signal })
        : undefined,
  });

  const taken =
    settled === formData && check.value?.available === false
      ? (check.value.reason ?? 'This name is taken')
      : undefined;
  const free = settled === formData && check.value?.available === true;
  const error =
    malformed ?? taken ?? (rawErrors.length > 0 ? rawErrors[0] : undefined);

  return (
    <FormField>
      <TextField
        label={schema.title ?? 'Name'}
        description={
          free
            ? `${formData} is free`
            : (schema.description ?? 'Unique across all clusters')
        }
        isRequired={props.required}
        isDisabled={props.disabled}
        value={formData}
        onChange={value => onChange(value || undefined)}
        validationBehavior="aria"
        validate={() => error ?? null}
        autoComplete="off"
        spellCheck="false"
      />
    </FormField>
  );
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), CHECK_DELAY_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
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
