import { useMemo, useState } from 'react';
import type { Plan } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Text } from '@backstage/ui';
import { visibleText } from '../VisibleText/visibleText';
import { comparePlans } from './comparePlans';
import styles from './PlanComparison.module.css';

const MOST = 400;
const MOST_LINES = 12;

/** What the newer of two plans says differently. */
export function PlanComparison(props: { shown: Plan; newer: Plan }) {
  const { shown, newer } = props;
  const differences = useMemo(() => comparePlans(shown, newer), [shown, newer]);
  if (differences.length === 0) {
    return (
      <Text as="p">
        Nothing that is shown here differs; what will be written does, so the
        plan has another digest.
      </Text>
    );
  }
  return (
    <table className={styles.table} aria-label="What changed since you looked">
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">In the plan on screen</th>
          <th scope="col">In the new plan</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ subject, before, after }, index) => (
          <tr key={index}>
            <th scope="row">{visibleText(subject)}</th>
            <td>
              <Side text={before} />
            </td>
            <td>
              <Side text={after} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Side({ text }: { text?: string }) {
  return text === undefined ? (
    <span className={styles.absent}>not there</span>
  ) : (
    <LongText text={visibleText(text)} />
  );
}

/** A very long value shows its beginning until the reader asks for all of it. */
function LongText({ text }: { text: string }) {
  const [open, setOpen] = useState(false);
  const short = text.split('\n').slice(0, MOST_LINES).join('\n').slice(0, MOST);
  if (short === text) {
    return <>{text}</>;
  }
  return (
    <>
      {open ? text : `${short}…`}{' '}
      <button
        type="button"
        className={styles.more}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {open ? 'Show less' : 'Show all of it'}
      </button>
    </>
  );
}
