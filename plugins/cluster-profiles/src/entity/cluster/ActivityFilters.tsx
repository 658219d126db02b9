import { useRef } from 'react';
import type { Activity } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Select } from '@backstage/ui';
import { entityNames } from '../../components/EntityName/EntityName';
import type { useQueryState } from '../../hooks/useQueryState';
import styles from './ClusterActivity.module.css';

/** All that the backend records about a cluster. */
const TYPES: Record<string, string> = {
  'change-proposed': 'Proposed',
  'change-commented': 'Commented',
  'change-approved': 'Approved',
  'approval-withdrawn': 'Took an approval back',
  'change-reopened': 'Waits for approval again',
  'change-rejected': 'Rejected',
  'change-accepted': 'Accepted',
  'change-applying': 'Started',
  'change-applied': 'Applied',
  'change-failed': 'Failed',
  'change-retried': 'Retried',
  'change-replanned': 'Planned again',
  'change-stale': 'Turned stale',
  'change-superseded': 'Superseded',
  'change-revived': 'Taken up again',
  'change-cancelled': 'Cancelled',
  'change-expired': 'Expired',
  'glass-broken': 'Broke glass',
  'glass-reviewed': 'Reviewed broken glass',
  'access-granted': 'Got access',
  'drift-opened': 'Drifted',
  'drift-correction-asked': 'Asked for a correction',
  'drift-corrected': 'Drift corrected',
  'drift-closed': 'Drift ended',
  'layer-edited': 'Layer edited',
};

const EVERYBODY = 'everybody';

/** Who, and what kind of event; both in the URL. */
export function ActivityFilters(props: {
  entries: readonly Activity[];
  actor?: string;
  types: readonly string[];
  update: ReturnType<typeof useQueryState>['update'];
}) {
  const { entries, actor, types, update } = props;
  // Those that were seen stay, also while the list shows one of them only.
  const seen = useRef(new Set<string>());
  entries.forEach(entry => seen.current.add(entry.actor));
  if (actor) {
    seen.current.add(actor);
  }
  return (
    <div className={styles.filters}>
      <Select
        aria-label="Who"
        size="small"
        selectionMode="single"
        value={actor ?? EVERYBODY}
        onChange={key =>
          update({ actor: key === EVERYBODY ? undefined : String(key) })
        }
        options={[
          { id: EVERYBODY, label: 'Everybody' },
          ...[...seen.current].sort().map(ref => ({
            id: ref,
            label: ref.includes('/') ? entityNames([ref]) : ref,
          })),
        ]}
      />
      <Select
        aria-label="What"
        placeholder="Everything"
        size="small"
        selectionMode="multiple"
        value={[...types]}
        onChange={keys => update({ type: keys.map(String) })}
        options={Object.entries(TYPES).map(([id, label]) => ({ id, label }))}
      />
    </div>
  );
}

/** Those of the types that this page knows. */
export function knownTypes(types: readonly string[]): string[] {
  return types.filter(type => type in TYPES);
}
