import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  ClusterDetail,
  DriftFinding,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Button, Text } from '@backstage/ui';
import { clusterProfilesApiRef } from '../../../api/clusterProfilesApiRef';
import { ErrorNotice } from '../../../components/ErrorNotice/ErrorNotice';
import { FindingView, WhyNot } from './FindingView';
import styles from './Drift.module.css';

/** The objects of one layer that drifted; they are corrected together. */
export function DriftedLayer(props: {
  cluster: ClusterDetail;
  layer: string;
  findings: readonly DriftFinding[];
  onAsked: () => void;
}) {
  const { cluster, layer, findings, onAsked } = props;
  const api = useApi(clusterProfilesApiRef);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error>();
  const correct = findings[0].actions!.correct;
  const mode = cluster.desired?.layers.find(
    ({ name }) => name === layer,
  )?.driftMode;

  const ask = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await api.correctDrift(cluster.name, { layer });
      onAsked();
    } catch (cause) {
      setError(cause as Error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <section className={styles.layer} aria-label={`Drift of ${layer}`}>
      <div className={styles.head}>
        <Text as="h4" weight="bold">
          {layer}: {findings.length}{' '}
          {findings.length === 1 ? 'object differs' : 'objects differ'}
        </Text>
        <Button
          variant="secondary"
          isDisabled={!correct.allowed || busy}
          isPending={busy}
          onPress={ask}
        >
          Correct {layer} now
        </Button>
      </div>
      {mode && (
        <Text as="p" color="secondary">
          {mode === 'correct'
            ? 'Its drift mode corrects it by itself.'
            : 'Nothing corrects it by itself: its drift mode only reports.'}
        </Text>
      )}
      {!correct.allowed && <WhyNot action="Correct" reason={correct.reason} />}
      {error && <ErrorNotice error={error} />}
      <ul className={styles.list}>
        {findings.map(finding => (
          <FindingView key={finding.id} cluster={cluster} finding={finding} />
        ))}
      </ul>
    </section>
  );
}
