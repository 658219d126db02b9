import { memo, useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type {
  ClusterQuery,
  ProfileSummary,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Button, Checkbox, Select } from '@backstage/ui';
import { RiArrowDownSLine, RiArrowUpSLine } from '@remixicon/react';
import { driftLabel, phaseLabel } from '../../components/Status/states';
import { DelayedSearch } from '../../components/DelayedSearch/DelayedSearch';
import { useLoad } from '../../hooks/useLoad';
import {
  DRIFTS,
  FLAG_LABELS,
  FLAGS,
  PHASES,
  STAGES,
  type FilterName,
} from './readClusterQuery';
import type { useClusterQuery } from './useClusterQuery';
import styles from './ClustersPage.module.css';

type Update = ReturnType<typeof useClusterQuery>['update'];

/** Search and filters of the list of clusters; all of it lives in the URL. Those that are asked for less unfold. */
export const ClusterFilters = memo(function Filters(props: {
  query: ClusterQuery;
  update: Update;
  targets: readonly string[];
  /** Whether the less usual ones are shown. */
  unfolded: boolean;
  onUnfold: (unfolded: boolean) => void;
  profiles: readonly ProfileSummary[];
}) {
  const { query, update, unfolded, onUnfold } = props;
  const search = useCallback(
    (text: string) => update({ search: text }),
    [update],
  );
  return (
    <>
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
          query={query}
          options={STAGES.map(id => ({ id, label: id }))}
          update={update}
        />
        <MultiSelect
          name="phase"
          label="Phase"
          query={query}
          options={PHASES.map(id => ({ id, label: phaseLabel(id) }))}
          update={update}
        />
        <Checkbox
          isSelected={query.withIssues ?? false}
          onChange={issues => update({ issues })}
        >
          Only with issues
        </Checkbox>
        <Button
          variant="tertiary"
          aria-expanded={unfolded}
          iconEnd={unfolded ? <RiArrowUpSLine /> : <RiArrowDownSLine />}
          onPress={() => onUnfold(!unfolded)}
        >
          {unfolded ? 'Fewer filters' : 'More filters'}
        </Button>
      </div>
      {unfolded && <MoreFilters {...props} />}
    </>
  );
});

function MoreFilters(props: {
  query: ClusterQuery;
  update: Update;
  targets: readonly string[];
  profiles: readonly ProfileSummary[];
}) {
  const { query, update, targets, profiles } = props;
  const owners = useOwners();
  const versions = [
    ...new Set(
      profiles
        .filter(({ name }) => query.profile?.includes(name))
        .flatMap(profile => profile.versions.map(({ version }) => version)),
    ),
  ];
  return (
    <div className={styles.filters} role="group" aria-label="More filters">
      <MultiSelect
        name="owner"
        label="Owner"
        query={query}
        options={owners}
        update={update}
      />
      <MultiSelect
        name="target"
        label="Target"
        query={query}
        options={targets.map(id => ({ id, label: id }))}
        update={update}
      />
      <MultiSelect
        name="profile"
        label="Profile"
        query={query}
        options={profiles.map(({ name }) => ({ id: name, label: name }))}
        update={update}
      />
      {(versions.length > 0 || (query.version?.length ?? 0) > 0) && (
        <MultiSelect
          name="version"
          label="Version"
          query={query}
          options={versions.map(id => ({ id, label: id }))}
          update={update}
        />
      )}
      <MultiSelect
        name="drift"
        label="Drift"
        query={query}
        options={DRIFTS.map(id => ({ id, label: driftLabel(id) }))}
        update={update}
      />
      {FLAGS.map(name => (
        <Checkbox
          key={name}
          isSelected={query[name] ?? false}
          onChange={selected => update({ [name]: selected })}
        >
          {FLAG_LABELS[name]}
        </Checkbox>
      ))}
    </div>
  );
}

function useOwners(): Array<{ id: string; label: string }> {
  const catalogApi = useApi(catalogApiRef);
  const { value = [] } = useLoad({
    key: 'owners',
    load: async () =>
      (
        await catalogApi.getEntities({
          filter: { kind: 'Group' },
          fields: ['kind', 'metadata.name', 'metadata.namespace'],
        })
      ).items,
  });
  return value.map(entity => ({
    id: stringifyEntityRef(entity),
    label: entity.metadata.name,
  }));
}

function MultiSelect(props: {
  name: FilterName;
  label: string;
  query: ClusterQuery;
  options: Array<{ id: string; label: string }>;
  update: Update;
}) {
  const { name, label, query, options, update } = props;
  const value: readonly string[] = query[name] ?? [];
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
