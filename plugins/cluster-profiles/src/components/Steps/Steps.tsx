import { useState } from 'react';
import type {
  Step,
  TypicalTime,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Button } from '@backstage/ui';
import { useNow } from '../../hooks/useNow';
import { absoluteTime, duration } from '../RelativeTime/relativeTime';
import { StepStatus } from '../Status/states';
import { Status } from '../Status/Status';
import { pace } from '../TypicalTime/pace';
import { readableText } from '../VisibleText/readableText';
import { visibleText } from '../VisibleText/visibleText';
import { currentSteps } from './currentSteps';
import styles from './Steps.module.css';

/** The steps of carrying a change out, with the time each has taken so far and usually takes; of many, those that matter now. */
export function Steps(props: {
  steps: readonly Step[];
  typical?: Readonly<Record<string, TypicalTime>>;
}) {
  const { steps, typical = {} } = props;
  const now = useNow(1_000);
  const [all, setAll] = useState(false);
  const current = currentSteps(steps);
  const shown = all ? steps : current;
  return (
    <div className={styles.root}>
      <ol className={styles.steps} aria-label="Steps">
        {shown.map(step => (
          <StepRow
            key={step.id}
            step={step}
            now={now}
            typical={typical[step.id]}
          />
        ))}
      </ol>
      {current.length < steps.length && (
        <div>
          <Button
            size="small"
            variant="tertiary"
            aria-expanded={all}
            onPress={() => setAll(!all)}
          >
            {all ? 'Show current steps only' : `Show all ${steps.length} steps`}
          </Button>
        </div>
      )}
    </div>
  );
}

function StepRow(props: { step: Step; now: number; typical?: TypicalTime }) {
  const { step, now, typical } = props;
  const { finishedAt, message, leaves } = step;
  // A machine may be asked for before its own part begins.
  const startedAt = step.state === 'pending' ? undefined : step.startedAt;
  const elapsed =
    startedAt === undefined
      ? undefined
      : (finishedAt ? Date.parse(finishedAt) : now) - Date.parse(startedAt);
  const usual =
    step.state === 'running' ? pace(elapsed ?? 0, typical) : undefined;
  return (
    <li
      className={styles.step}
      aria-current={step.state === 'running' ? 'step' : undefined}
    >
      <StepStatus state={step.state} />
      <span className={styles.title}>
        {visibleText(step.title)}
        {message && (
          <span className={styles.message}>{readableText(message)}</span>
        )}
        {leaves && (
          <span className={styles.message}>
            <Status tone="warning">{visibleText(leaves)}</Status>
          </span>
        )}
        {usual && (
          <span className={styles.message}>
            {usual.late ? (
              <Status tone="warning">{usual.text}</Status>
            ) : (
              usual.text
            )}
          </span>
        )}
      </span>
      <span
        className={styles.elapsed}
        title={startedAt && absoluteTime(startedAt)}
      >
        {elapsed !== undefined && duration(elapsed)}
      </span>
    </li>
  );
}
