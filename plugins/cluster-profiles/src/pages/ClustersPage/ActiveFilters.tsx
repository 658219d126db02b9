import type { ClusterQuery } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Button, Tag, TagGroup } from '@backstage/ui';
import { entityNames } from '../../components/EntityName/EntityName';
import { driftLabel, phaseLabel } from '../../components/Status/states';
import { visibleText } from '../../components/VisibleText/visibleText';
import {
  FILTERS,
  FLAG_LABELS,
  FLAGS,
  type FilterName,
} from './readClusterQuery';
import type { useClusterQuery } from './useClusterQuery';
import styles from './ClustersPage.module.css';

const TITLES: Record<FilterName, string> = {
  stage: 'Stage',
  phase: 'Phase',
  owner: 'Owner',
  profile: 'Profile',
  version: 'Version',
  target: 'Target',
  drift: 'Drift',
  layer: 'Layer',
};

/** What narrows the list, one chip a value, each of them removable; also what only links from other pages set. */
export function ActiveFilters(props: {
  query: ClusterQuery;
  update: ReturnType<typeof useClusterQuery>['update'];
  /** Absent where the button stands elsewhere. */
  onClear?: () => void;
}) {
  const { query, update, onClear } = props;
  const chips = FILTERS.flatMap(name =>
    ((query[name] ?? []) as string[]).map(value => ({
      id: `${name} ${value}`,
      name,
      value,
    })),
  );
  const flags = FLAGS.filter(name => query[name]);
  if (chips.length === 0 && flags.length === 0) {
    return null;
  }
  return (
    <div className={styles.active}>
      <TagGroup
        aria-label="Active filters"
        onRemove={keys => {
          const removed = chips.filter(({ id }) => keys.has(id));
          update({
            ...Object.fromEntries(
              flags.flatMap(name => (keys.has(name) ? [[name, false]] : [])),
            ),
            ...Object.fromEntries(
              removed.map(({ name }) => [
                name,
                chips
                  .filter(chip => chip.name === name && !keys.has(chip.id))
                  .map(({ value }) => value),
              ]),
            ),
          });
        }}
      >
        {chips.map(({ id, name, value }) => (
          <Tag key={id} id={id} size="small">
            {`${TITLES[name]}: ${words(name, value)}`}
          </Tag>
        ))}
        {flags.map(name => (
          <Tag key={name} id={name} size="small">
            {FLAG_LABELS[name]}
          </Tag>
        ))}
      </TagGroup>
      {onClear && (
        <Button size="small" variant="tertiary" onPress={onClear}>
          Clear filters
        </Button>
      )}
    </div>
  );
}

function words(name: FilterName, value: string): string {
  switch (name) {
    case 'phase':
      return phaseLabel(value as Parameters<typeof phaseLabel>[0]);
    case 'drift':
      return driftLabel(value as Parameters<typeof driftLabel>[0]);
    case 'owner':
      return entityNames([value]);
    case 'layer':
      return visibleText(value.replace('@', ' '));
    default:
      return visibleText(value);
  }
}
