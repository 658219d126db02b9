import type { ClusterDetail } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Section } from '../../../components/Section/Section';
import { ConflictCards } from './ConflictCards';
import type { Conflicts } from './useConflicts';

/** Asks which value holds where the profile changes what is overridden. */
export function OverrideConflicts(props: {
  cluster: ClusterDetail;
  conflicts: Conflicts;
}) {
  const { cluster, conflicts } = props;
  return (
    <Section title="Overrides that the new version changes, too">
      <ConflictCards
        findings={conflicts.findings}
        answers={conflicts.answers}
        overrides={cluster.overrides}
        onAnswer={conflicts.answer}
      />
    </Section>
  );
}
