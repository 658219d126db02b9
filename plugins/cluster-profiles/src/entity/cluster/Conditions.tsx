import type { Condition } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Text } from '@backstage/ui';
import { absoluteTime } from '../../components/RelativeTime/relativeTime';
import { Section } from '../../components/Section/Section';
import { Status, type Tone } from '../../components/Status/Status';
import { readableText } from '../../components/VisibleText/readableText';
import {
  conditionSentence,
  repeatedMessages,
  saysNothing,
} from './conditionWords';
import styles from './ClusterOverview.module.css';

const TONES: Record<Condition['status'], Tone> = {
  True: 'success',
  False: 'danger',
  Unknown: 'unknown',
};

// Conditions that are bad news when they are true.
const NEGATIVE = new Set(['Held', 'Drifted', 'Stalled', 'Paused', 'Deleting']);

// Why nothing moves although something should.
const STUCK = new Set(['Held', 'Unreachable', 'WritesStopped', 'Failing']);

/** Good or bad news; whether the cluster is being worked on is neither. */
export function conditionTone(condition: Condition): Tone {
  const { type, status, reason } = condition;
  if (type === 'Reconciling' && status !== 'Unknown') {
    if (status === 'True') {
      return 'info';
    }
    return STUCK.has(reason) ? 'warning' : 'success';
  }
  if (NEGATIVE.has(type) && status !== 'Unknown') {
    return status === 'True' ? 'warning' : 'success';
  }
  // As drift is shown everywhere: what runs may be well with it.
  if (type === 'InSync' && status === 'False') {
    return 'warning';
  }
  return TONES[status];
}

/** Conditions in plain words, those that need attention first. */
export function Conditions(props: { conditions: readonly Condition[] }) {
  const sorted = props.conditions
    .filter(condition => !saysNothing(condition))
    .sort(
      (a, b) =>
        Number(conditionTone(a) === 'success') -
        Number(conditionTone(b) === 'success'),
    );
  const repeated = repeatedMessages(sorted);
  return (
    <Section title="Conditions">
      {sorted.length === 0 && (
        <Text color="secondary">Nothing was observed yet.</Text>
      )}
      {repeated.map(message => (
        <Text as="p" key={message}>
          {readableText(message)}
        </Text>
      ))}
      <ul className={styles.conditions}>
        {sorted.map(condition => (
          <li key={condition.type}>
            <Status tone={conditionTone(condition)} title={condition.reason}>
              {conditionSentence(condition)}{' '}
              <Since at={condition.lastTransitionTime} />
              {condition.message && !repeated.includes(condition.message) && (
                <span className={styles.note}>
                  {readableText(condition.message)}
                </span>
              )}
            </Status>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Since({ at }: { at: string }) {
  return (
    <span className={styles.since}>
      since <time dateTime={at}>{absoluteTime(at)}</time>
    </span>
  );
}
