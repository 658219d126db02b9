import { useEffect, useState, type ReactNode } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { ClusterQuery } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Checkbox, SearchField, Select } from '@backstage/ui';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { phaseLabel } from '../../components/Status/states';
import { useLoad } from '../../hooks/useLoad';
import { PHASES, STAGES, type useClusterQuery } from './useClusterQuery';
import styles from './ClustersPage.module.css';

const SEARCH_DELAY_MS = 300;

type Update = ReturnType<typeof useClusterQuery>['update'];

/** Search and filters of the list of clusters; all of it lives in the URL. */
export function ClusterFilters(props: {
  query: ClusterQuery;
  update: Update;
  action: ReactNode;
}) {
  const { query, update } = props;
  const api = useApi(clusterProfilesApiRef);
  const catalogApi = useApi(catalogApiRef);

  const profiles = useLoad({
    key: 'profiles',
    load: signal => api.listProfiles({ signal }),
  });
  const owners = useLoad({
    key: 'owners',
    load: async () =>
      (
        await catalogApi.getEntities({
          filter: { kind: 'Group' },
          fields: ['kind', 'metadata.name', 'metadata.namespace'],
        })
      ).items,
  });

  return (
    <div className={styles.filters}>
      <Search value={query.search ?? ''} update={update} />
      <MultiSelect
        name="stage"
        label="Stage"
        value={query.stage ?? []}
        options={STAGES.map(id => ({ id, label: id }))}
        update={update}
      />
      <MultiSelect
        name="phase"
        label="Phase"
        value={query.phase ?? []}
        options={PHASES.map(id => ({ id, label: phaseLabel(id) }))}
        update={update}
      />
      <MultiSelect
        name="owner"
        label="Owner"
        value={query.owner ?? []}
        options={(owners.value ?? []).map(entity => ({
          id: stringifyEntityRef(entity),
          label: entity.metadata.name,
        }))}
        update={update}
      />
      <MultiSelect
        name="profile"
        label="Profile"
        value={query.profile ?? []}
        options={(profiles.value ?? []).map(({ name }) => ({
          id: name,
          label: name,
        }))}
        update={update}
      />
      <Checkbox
        isSelected={query.withIssues ?? false}
        onChange={issues => update({ issues })}
      >
        Only with issues
      </Checkbox>
      <div className={styles.action}>{props.action}</div>
    </div>
  );
}

function Search(props: { value: string; update: Update }) {
  const { value, update } = props;
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) {
      return undefined;
    }
    const timer = setTimeout(() => update({ search: text }), SEARCH_DELAY_MS);
    return () => clearTimeout(timer);
  }, [text, value, update]);
  return (
    <SearchField
      aria-label="Search clusters by name"
      placeholder="Search by name"
      size="small"
      className={styles.search}
      value={text}
      onChange={setText}
    />
  );
}

function MultiSelect(props: {
  name: string;
  label: string;
  value: readonly string[];
  options: Array<{ id: string; label: string }>;
  update: Update;
}) {
  const { name, label, value, options, update } = props;
  // A filter from a link stays visible although its option is not known (yet).
  const unknown = value
    .filter(id => !options.some(option => option.id === id))
    .map(id => ({ id, label: id }));
  return (
    <Select
      aria-label={label}
      placeholder={label}
      size="small"
      selectionMode="multiple"
      className={styles.select}
      value={[...value]}
      onChange={keys => update({ [name]: keys.map(String) })}
      options={[...options, ...unknown]}
    />
  );
}
