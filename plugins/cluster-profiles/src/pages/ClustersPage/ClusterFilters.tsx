import { useCallback, type ReactNode } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { ClusterQuery } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Checkbox, Select } from '@backstage/ui';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { phaseLabel } from '../../components/Status/states';
import { DelayedSearch } from '../../components/DelayedSearch/DelayedSearch';
import { useLoad } from '../../hooks/useLoad';
import { PHASES, STAGES, type useClusterQuery } from './useClusterQuery';
import styles from './ClustersPage.module.css';

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

  const search = useCallback(
    (text: string) => update({ search: text }),
    [update],
  );
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
      <DelayedSearch
        label="Search clusters by name"
        placeholder="Search by name"
        className={styles.search}
        value={query.search ?? ''}
        onChange={search}
      />
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
