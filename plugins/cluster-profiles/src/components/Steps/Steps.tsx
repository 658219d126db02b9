import type { Step } from '@cluster-profiles/plugin-cluster-profiles-common';
import { useNow } from '../../hooks/useNow';
import { duration } from '../RelativeTime/relativeTime';
import { StepStatus } from '../Status/states';
import { visibleText } from '../VisibleText/visibleText';
import styles from './Steps.module.css';

/** The steps of carrying a change out, with the time each has taken so far. */
export function Steps(props: { steps: readonly Step[] }) {
  const now = useNow(1_000);
  return (
    <ol className={styles.steps} aria-label="Steps">
      {props.steps.map(step => (
        <li
          key={step.id}
          className={styles.step}
          aria-current={step.state === 'running' ? 'step' : undefined}
        >
          <StepStatus state={step.state} />
          <span>
            {step.title}
            {step.message && (
              <span className={styles.message}>
                {visibleText(step.message)}
              </span>
            )}
          </span>
          <span
            className={styles.elapsed}
            title={step.startedAt && new Date(step.startedAt).toLocaleString()}
          >
            {step.startedAt &&
              duration(
                (step.finishedAt ? Date.parse(step.finishedAt) : now) -
                  Date.parse(step.startedAt),
              )}
          </span>
        </li>
      ))}
    </ol>
  );
}
