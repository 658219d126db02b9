import type { ReactNode } from 'react';
import type { JsonValue } from '@backstage/types';
import type {
  ClusterDetail,
  OverrideAnswer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { RadioCards } from '../../../components/RadioCards/RadioCards';
import { Section } from '../../../components/Section/Section';
import { visibleText } from '../../../components/VisibleText/visibleText';
import type { Conflicts } from './useConflicts';

/** Asks which value holds where the profile changes what is overridden. */
export function OverrideConflicts(props: {
  cluster: ClusterDetail;
  conflicts: Conflicts;
}) {
  const { cluster, conflicts } = props;
  return (
    <Section title="Overrides that the new version changes, too">
      {conflicts.findings.map(finding => {
        const { layer, path, conflict } = finding;
        const present = cluster.overrides?.find(
          override => override.layer === layer && override.path === path,
        );
        return (
          <RadioCards
            key={`${layer} ${path}`}
            label={visibleText(`${path} of ${layer}`)}
            description={`The profile said ${text(conflict.base)} so far. Which value holds from now on?`}
            isRequired
            value={
              conflicts.answers.find(
                given => given.layer === layer && given.path === path,
              )?.take
            }
            onChange={take =>
              conflicts.answer(finding, take as OverrideAnswer['take'])
            }
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
    </Section>
  );
}

function valueFact(value: JsonValue | undefined): ReactNode {
  return value === undefined ? 'No value' : <code>{text(value)}</code>;
}

function text(value: JsonValue | undefined): string {
  return value === undefined ? 'nothing' : visibleText(JSON.stringify(value));
}
