import { Button, Checkbox } from '@backstage/ui';
import { Section } from '../../../components/Section/Section';
import { Status } from '../../../components/Status/Status';
import { ConflictCards } from '../../../entity/cluster/overrides/ConflictCards';
import type { AnsweredPreview } from './useAnsweredPreview';
import styles from './Bulk.module.css';

/** Asks, cluster by cluster, which value holds where the new version changes what is overridden. */
export function BulkQuestions({ preview }: { preview: AnsweredPreview }) {
  const { questions, open, answer, answerAll, leaveOut, plan } = preview;
  if (questions.length === 0) {
    return null;
  }
  return (
    <Section title="Overrides that the new version changes, too">
      {open > 0 && (
        <Status tone="waiting">
          {open === 1
            ? '1 cluster waits for an answer. Say which value holds, or leave it out.'
            : `${open} clusters wait for an answer. Say which value holds, or leave them out.`}
        </Status>
      )}
      {questions.length > 1 && (
        <div className={styles.result}>
          <Button
            variant="secondary"
            size="small"
            onPress={() => answerAll('override')}
          >
            Keep all overrides
          </Button>
          <Button
            variant="secondary"
            size="small"
            onPress={() => answerAll('profile')}
          >
            Take all values of the profile
          </Button>
        </div>
      )}
      {questions.map(({ cluster, findings, answers, isLeftOut }) => (
        <div key={cluster} className={styles.question}>
          <h3 className={styles.subtitle}>{cluster}</h3>
          {!isLeftOut && (
            <ConflictCards
              on={cluster}
              findings={findings}
              answers={answers}
              onAnswer={({ layer, path }, take) =>
                answer([{ cluster, answers: [{ layer, path, take }] }])
              }
            />
          )}
          <Checkbox
            isSelected={isLeftOut}
            onChange={isSelected => leaveOut(cluster, isSelected)}
          >
            Leave {cluster} out
          </Checkbox>
        </div>
      ))}
      {plan && (
        <div className={styles.result}>
          <Button variant="secondary" onPress={plan}>
            Show the plans with these answers
          </Button>
        </div>
      )}
    </Section>
  );
}
