import type {
  Finding,
  FindingSeverity,
  OverrideConflict,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { SeverityStatus } from '../Status/states';
import { readableText } from '../VisibleText/readableText';
import { visibleText } from '../VisibleText/visibleText';
import styles from './Findings.module.css';

const ORDER: readonly FindingSeverity[] = ['block', 'warn', 'ok'];

/** What the checks found, the worst first; checks that passed are folded away. */
export function Findings(props: { findings: readonly Finding[] }) {
  const shown = ORDER.slice(0, 2).flatMap(severity =>
    props.findings.filter(finding => finding.severity === severity),
  );
  const passed = props.findings.filter(finding => finding.severity === 'ok');
  return (
    <>
      {shown.length > 0 && <FindingList findings={shown} />}
      {passed.length > 0 && (
        <details className={styles.passed}>
          <summary>
            {passed.length === 1
              ? '1 check passed'
              : `${passed.length} checks passed`}
          </summary>
          <FindingList findings={passed} />
        </details>
      )}
    </>
  );
}

function FindingList(props: { findings: readonly Finding[] }) {
  return (
    <ul className={styles.list}>
      {props.findings.map((finding, index) => (
        <li
          key={`${finding.code}-${finding.path}-${index}`}
          className={styles.finding}
          data-severity={finding.severity}
        >
          <SeverityStatus severity={finding.severity} />
          <FindingText finding={finding} />
        </li>
      ))}
    </ul>
  );
}

/** The three values that meet, side by side. */
function Conflict({ conflict }: { conflict: OverrideConflict }) {
  const { base, ours, theirs } = conflict;
  return (
    <dl className={styles.conflict}>
      {[
        ['Profile before', base] as const,
        ['Override', ours] as const,
        ['Profile now', theirs] as const,
      ].map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>
            {value === undefined ? (
              'no value'
            ) : (
              <code>{visibleText(JSON.stringify(value))}</code>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What a check says: the message, what to do about it, and where. */
export function FindingText({ finding }: { finding: Finding }) {
  const { message, remedy, path, conflict } = finding;
  return (
    <div>
      <p className={styles.message}>{readableText(message)}</p>
      {conflict && <Conflict conflict={conflict} />}
      {remedy && <p className={styles.remedy}>{readableText(remedy)}</p>}
      {path && <code className={styles.path}>{visibleText(path)}</code>}
    </div>
  );
}
