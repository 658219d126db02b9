import { useCallback } from 'react';
import type { ChangeQuery } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Select } from '@backstage/ui';
import { changeKindLabel } from '../../components/changeWords';
import { DelayedSearch } from '../../components/DelayedSearch/DelayedSearch';
import { changeStateLabel } from '../../components/Status/states';
import { STAGES } from '../ClustersPage/readClusterQuery';
import { KINDS, STATES, type useChangeQuery } from './useChangeQuery';
import styles from './ChangesPage.module.css';

/** Search and filters of the list of changes; all of it lives in the URL. */
export function ChangeFilters(props: {
  query: ChangeQuery;
  update: ReturnType<typeof useChangeQuery>['update'];
}) {
  const { query, update } = props;
  const search = useCallback(
    (text: string) => update({ search: text }),
    [update],
  );
  return (
    <div className={styles.filters}>
      <DelayedSearch
        label="Search changes by cluster or profile"
        placeholder="Cluster or profile"
        className={styles.search}
        value={query.search ?? ''}
        onChange={search}
      />
      <Choice
        label="Stage"
        placeholder="Any stage"
        chosen={query.stage}
        options={STAGES.map(id => ({ id, label: id }))}
        onChange={stage => update({ stage })}
      />
      <Choice
        label="Kind"
        placeholder="Any kind"
        chosen={query.kind}
        options={KINDS.map(id => ({ id, label: changeKindLabel(id) }))}
        onChange={kind => update({ kind })}
      />
      {query.state && (
        <Choice
          label="State"
          placeholder="Any state"
          chosen={query.state}
          options={STATES.map(id => ({ id, label: changeStateLabel(id) }))}
          onChange={state => update({ state })}
        />
      )}
    </div>
  );
}

function Choice(props: {
  label: string;
  placeholder: string;
  chosen: readonly string[] | undefined;
  options: Array<{ id: string; label: string }>;
  onChange: (chosen: string[]) => void;
}) {
  const { label, placeholder, chosen = [], options, onChange } = props;
  return (
    <Select
      aria-label={label}
      placeholder={placeholder}
      size="small"
      className={styles.choice}
      selectionMode="multiple"
      value={[...chosen]}
      onChange={keys => onChange(keys.map(String))}
      options={options}
    />
  );
}
