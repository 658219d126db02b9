import type { RollbackClass } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Status, type Tone } from '../../../components/Status/Status';
import type { BulkSum } from './bulkSum';
import styles from './Bulk.module.css';

const ROLLBACK: Record<RollbackClass, readonly [Tone, string]> = {
  reversible: ['success', 'can be rolled back'],
  'replaces-nodes': ['warning', 'replaces machines'],
  'forward-only': ['danger', 'cannot be rolled back'],
  'not-started': ['neutral', 'has not started yet'],
};

/** What would happen to all of them together, before any single one. */
export function BulkFigures(props: { sum: BulkSum; leftOut: number }) {
  const { sum, leftOut } = props;
  const classes = Object.entries(sum.rollbackClasses) as Array<
    [RollbackClass, number]
  >;
  return (
    <dl className={styles.sum} aria-label="Sum of all plans">
      <Figure
        term={
          sum.clusters === 1 ? 'cluster would change' : 'clusters would change'
        }
        value={sum.clusters}
      />
      <Figure term="layers touched" value={sum.layersTouched} />
      <Figure
        term="machines replaced"
        value={sum.machinesReplaced}
        tone={sum.machinesReplaced > 0 ? 'warning' : undefined}
      />
      <Figure
        term="objects removed"
        value={sum.objectsRemoved}
        tone={sum.objectsRemoved > 0 ? 'warning' : undefined}
      />
      {classes
        .filter(([, clusters]) => clusters > 0)
        .map(([name, clusters]) => (
          <Figure
            key={name}
            term={ROLLBACK[name][1]}
            value={clusters}
            tone={ROLLBACK[name][0]}
          />
        ))}
      <Figure
        term={sum.needApproval === 1 ? 'needs an approval' : 'need an approval'}
        value={sum.needApproval}
        tone={sum.needApproval > 0 ? 'waiting' : undefined}
      />
      {sum.asking > 0 && (
        <Figure
          term={sum.asking === 1 ? 'waits for an answer' : 'wait for an answer'}
          value={sum.asking}
          tone="waiting"
        />
      )}
      {sum.blocked > 0 && (
        <Figure term="blocked" value={sum.blocked} tone="danger" />
      )}
      {sum.failed > 0 && (
        <Figure term="without a plan" value={sum.failed} tone="danger" />
      )}
      {leftOut > 0 && <Figure term="left out" value={leftOut} tone="neutral" />}
    </dl>
  );
}

function Figure(props: { term: string; value: number; tone?: Tone }) {
  const { term, value, tone } = props;
  return (
    <div className={styles.figure}>
      <dt>{term}</dt>
      <dd>{tone ? <Status tone={tone}>{value}</Status> : value}</dd>
    </div>
  );
}
