import type { DriftFinding } from '@cluster-profiles/plugin-cluster-profiles-common';
import { EntityName } from '../../../components/EntityName/EntityName';
import { RelativeTime } from '../../../components/RelativeTime/RelativeTime';
import { ScrollArea } from '../../../components/ScrollArea/ScrollArea';
import { visibleText } from '../../../components/VisibleText/visibleText';
import { outcomeWords } from './driftWords';
import styles from './Drift.module.css';

/** Drift that has ended: who had made it, and how it ended. */
export function EndedFindings(props: {
  findings: readonly DriftFinding[];
  /** At first; the reader may fold them. */
  open: boolean;
}) {
  const label = 'Earlier drift';
  return (
    <details open={props.open}>
      <summary>
        {label} ({props.findings.length})
      </summary>
      <ScrollArea label={label}>
        <table className={styles.fields} aria-label={label}>
          <thead>
            <tr>
              <th scope="col">Object</th>
              <th scope="col">Written by</th>
              <th scope="col">Seen</th>
              <th scope="col">How it ended</th>
            </tr>
          </thead>
          <tbody>
            {props.findings.map(finding => (
              <tr key={finding.id}>
                <th scope="row">
                  {visibleText(finding.object)}
                  <span className={styles.note}>
                    {finding.layer}
                    {finding.differences
                      .filter(({ path }) => path)
                      .slice(0, 3)
                      .map(({ path }) => `, ${visibleText(path)}`)}
                  </span>
                </th>
                <td>{managersOf(finding) || 'not known'}</td>
                <td>
                  <RelativeTime at={finding.openedAt} />
                </td>
                <td>
                  {outcomeWords(finding.outcome!)}{' '}
                  <RelativeTime at={finding.closedAt!} />
                  {finding.correctionBy && (
                    <span className={styles.note}>
                      asked by <EntityName entityRef={finding.correctionBy} />
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </details>
  );
}

function managersOf({ differences }: DriftFinding): string {
  return [...new Set(differences.flatMap(({ manager }) => manager ?? []))]
    .map(manager => visibleText(manager))
    .join(', ');
}
