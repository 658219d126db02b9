import type { ReactNode } from 'react';
import type { JsonValue } from '@backstage/types';
import type {
  ClusterOverride,
  OverrideAnswer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { RadioCards } from '../../../components/RadioCards/RadioCards';
import { visibleText } from '../../../components/VisibleText/visibleText';
import { isSamePlace, type ConflictFinding } from './conflicts';

/** One question for each conflict: which of both values holds. */
export function ConflictCards(props: {
  /** The cluster, where there are several. */
  on?: string;
  findings: readonly ConflictFinding[];
  answers: readonly OverrideAnswer[];
  /** Those that the cluster has, to tell why. */
  overrides?: readonly ClusterOverride[];
  onAnswer: (finding: ConflictFinding, take: OverrideAnswer['take']) => void;
}) {
  const { on, findings, answers, overrides = [], onAnswer } = props;
  return (
    <>
      {findings.map(finding => {
        const { layer, path, conflict } = finding;
        const present = overrides.find(override =>
          isSamePlace(override, finding),
        );
        return (
          <RadioCards
            key={`${layer} ${path}`}
            label={visibleText(
              `${path} of ${layer}${on === undefined ? '' : ` on ${on}`}`,
            )}
            description={`The profile said ${text(conflict.base)} so far. Which value holds from now on?`}
            isRequired
            value={answers.find(given => isSamePlace(given, finding))?.take}
            onChange={take => onAnswer(finding, take as OverrideAnswer['take'])}
            cards={[
              {
                value: 'override',
                title: 'Keep the override',
                description: present && visibleText(present.reason),
                facts: valueFact(conflict.ours),
              },
              {
                value: 'profile',
                title: 'Take the value of the profile',
                description: 'The override ends.',
                facts: valueFact(conflict.theirs),
              },
            ]}
          />
        );
      })}
    </>
  );
}

function valueFact(value: JsonValue | undefined): ReactNode {
  return value === undefined ? 'No value' : <code>{text(value)}</code>;
}

function text(value: JsonValue | undefined): string {
  return value === undefined ? 'nothing' : visibleText(JSON.stringify(value));
}
