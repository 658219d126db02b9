import type { Condition } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Text } from '@backstage/ui';
import { RelativeTime } from '../../components/RelativeTime/RelativeTime';
import { Section } from '../../components/Section/Section';
import { Status, type Tone } from '../../components/Status/Status';
import { visibleText } from '../../components/VisibleText/visibleText';
import styles from './ClusterOverview.module.css';

const TONES: Record<Condition['status'], Tone> = {
  True: 'success',
  False: 'danger',
  Unknown: 'unknown',
};

const ANSWERS: Record<Condition['status'], string> = {
  True: 'yes',
  False: 'no',
  Unknown: 'unknown',
};

// Conditions that are bad news when they are true.
const NEGATIVE = new Set(['Held', 'Drifted', 'Stalled', 'Paused', 'Deleting']);

/** `ControlPlaneReady` as `Control plane ready`. */
export function conditionTitle(type: string): string {
  const words = type
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(' ')
    .map((word, index) =>
      index === 0 || word === word.toLocaleUpperCase('en-US')
        ? word
        : word.toLocaleLowerCase('en-US'),
    );
  return words.join(' ');
}

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
  return TONES[status];
}

/** Conditions in plain words, those that need attention first. */
export function Conditions(props: { conditions: readonly Condition[] }) {
  const sorted = [...props.conditions].sort(
    (a, b) =>
      Number(conditionTone(a) === 'success') -
      Number(conditionTone(b) === 'success'),
  );
  return (
    <Section title="Conditions">
      {sorted.length === 0 && (
        <Text color="secondary">Nothing was observed yet.</Text>
      )}
      <ul className={styles.conditions}>
        {sorted.map(condition => (
          <li key={condition.type}>
            <Status tone={conditionTone(condition)} title={condition.reason}>
              {conditionTitle(condition.type)}: {ANSWERS[condition.status]}{' '}
              <RelativeTime at={condition.lastTransitionTime} />
              {condition.message && (
                <span className={styles.note}>
                  {visibleText(condition.message)}
                </span>
              )}
            </Status>
          </li>
        ))}
      </ul>
    </Section>
  );
}
