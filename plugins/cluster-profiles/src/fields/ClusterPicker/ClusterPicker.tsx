import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import {
  mainProfile,
  type DesiredProfile,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Select } from '@backstage/ui';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { ErrorNotice } from '../../components/ErrorNotice/ErrorNotice';
import { FormField } from '../../components/PageContent/PageContent';
import { useLoad } from '../../hooks/useLoad';
import { useEmptyChoice } from '../useEmptyChoice';

const LIMIT = 50;

/** One of the clusters that the reader may see; the backend searches. */
export function ClusterPicker(props: FieldExtensionComponentProps<string, {}>) {
  const { formData, onChange, schema, rawErrors = [] } = props;
  useEmptyChoice(props);
  const api = useApi(clusterProfilesApiRef);
  const [search, setSearch] = useState('');
  const load = useLoad({
    key: search,
    keepPrevious: true,
    load: signal =>
      api.listClusters(
        { search: search || undefined, sort: 'name', limit: LIMIT },
        { signal },
      ),
  });
  if (load.error && !load.value) {
    return (
      <ErrorNotice
        error={load.error}
        what="The clusters"
        onRetry={load.reload}
      />
    );
  }
  const found = (load.value?.items ?? []).map(
    ({ name, target, stage, profiles }) => ({
      id: name,
      label: name,
      description: [profileText(profiles), `${target} (${stage})`]
        .filter(Boolean)
        .join(', '),
    }),
  );
  const options =
    formData && !found.some(({ id }) => id === formData)
      ? [{ id: formData, label: formData }, ...found]
      : found;
  return (
    <FormField>
      <Select
        label={schema.title ?? 'Cluster'}
        description={
          rawErrors.length > 0 ? rawErrors.join('. ') : schema.description
        }
        isRequired={props.required}
        isDisabled={props.disabled}
        isInvalid={rawErrors.length > 0}
        // The form decides; the browser would keep an error until the page is sent, and not send it because of the error.
        validationBehavior="aria"
        placeholder="Choose a cluster"
        selectionMode="single"
        search={{
          mode: 'server',
          inputValue: search,
          onInputChange: setSearch,
          placeholder: 'Search by name',
        }}
        value={formData || null}
        onChange={key => onChange(key === null ? undefined : String(key))}
        options={options}
      />
    </FormField>
  );
}

function profileText(profiles: readonly DesiredProfile[]): string {
  const main = mainProfile({ profiles });
  return main ? `${main.name} ${main.version}` : 'imported';
}
