import { useApi } from '@backstage/core-plugin-api';
import type {
  ClusterDetail,
  ClusterDrift,
  DriftState,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Button, Text } from '@backstage/ui';
import { useState } from 'react';
import { clusterProfilesApiRef } from '../../../api/clusterProfilesApiRef';
import { ErrorNotice } from '../../../components/ErrorNotice/ErrorNotice';
import { Section } from '../../../components/Section/Section';
import { visibleText } from '../../../components/VisibleText/visibleText';
import { useLoad } from '../../../hooks/useLoad';
import { Allowed } from './Allowed';
import { DriftedLayer } from './DriftedLayer';
import { EndedFindings } from './EndedFindings';

const OPEN_MS = 5_000;
const RESTING_MS = 30_000;

/** Without findings that are open. */
const NONE_OPEN: Record<DriftState, string> = {
  InSync: 'Nothing differs from what is desired now.',
  // A finding is about to be recorded.
  Drifted: 'What differs from what is desired is being looked at.',
  Overridden: 'Nothing differs from what is desired now.',
  Unknown:
    'Not all could be compared with what is desired, so drift is not known now.',
};

/** Where a cluster differs from what is desired, object by object, and on demand what did before. */
export function DriftSection({ cluster }: { cluster: ClusterDetail }) {
  const [asked, setAsked] = useState(false);
  if (asked || isWorthLoading(cluster)) {
    return <LoadedDrift cluster={cluster} showPast={asked} />;
  }
  return (
    <Section
      title="Drift"
      actions={
        <Button size="small" variant="secondary" onPress={() => setAsked(true)}>
          Show past drift
        </Button>
      }
    >
      <Text as="p">{NONE_OPEN.InSync}</Text>
    </Section>
  );
}

function isWorthLoading({ drift, desired }: ClusterDetail): boolean {
  return (
    drift !== 'InSync' ||
    Boolean(desired?.driftExceptions?.length) ||
    Boolean(desired?.layers.some(layer => layer.driftExceptions?.length))
  );
}

function LoadedDrift(props: { cluster: ClusterDetail; showPast: boolean }) {
  const { cluster, showPast } = props;
  const api = useApi(clusterProfilesApiRef);
  const load = useLoad({
    key: `${cluster.name} ${cluster.drift} ${cluster.revision}`,
    keepPrevious: true,
    load: signal => api.getDrift(cluster.name, { signal }),
    pollMs: drift =>
      drift?.findings.some(({ closedAt }) => !closedAt) ? OPEN_MS : RESTING_MS,
  });
  const { value: drift, error } = load;
  if (!drift && error) {
    return <ErrorNotice error={error} what="The drift" onRetry={load.reload} />;
  }
  if (!drift) {
    return null;
  }
  const open = drift.findings.filter(({ closedAt }) => !closedAt);
  const ended = drift.findings.filter(({ closedAt }) => closedAt);
  const layers = [...new Set(open.map(({ layer }) => layer))];
  return (
    <Section title="Drift">
      {layers.length === 0 && <Text as="p">{NONE_OPEN[cluster.drift]}</Text>}
      {unknownReasons(drift).map(reason => (
        <Text as="p" color="secondary" key={reason}>
          {visibleText(reason)}
        </Text>
      ))}
      {layers.map(layer => (
        <DriftedLayer
          key={layer}
          cluster={cluster}
          layer={layer}
          findings={open.filter(finding => finding.layer === layer)}
          onAsked={load.reload}
        />
      ))}
      <Allowed drift={drift} />
      {ended.length > 0 && <EndedFindings findings={ended} open={showPast} />}
      {drift.findings.length === 0 && (
        <Text as="p" color="secondary">
          No drift has been seen so far.
        </Text>
      )}
    </Section>
  );
}

function unknownReasons({ layers }: ClusterDrift): string[] {
  return [
    ...new Set(
      layers.flatMap(({ fieldsUnknown }) => fieldsUnknown?.reason ?? []),
    ),
  ];
}
