import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { clusterProfilesApiRef } from '../../../api/clusterProfilesApiRef';
import { ChangeDialog } from '../../../components/ChangeDialog/ChangeDialog';
import { Loaded } from '../../../components/Loaded/Loaded';
import { RadioCards } from '../../../components/RadioCards/RadioCards';
import { useLoad } from '../../../hooks/useLoad';
import { useQueryState } from '../../../hooks/useQueryState';
import { asDesiredNow } from '../asDesiredNow';
import { revisionSummary } from '../revisionSummary';
import type { ClusterDialogProps } from './types';

/** Back to what an earlier revision desired, by a fresh plan under today's policies. */
export function RollBackDialog({ cluster, onClose }: ClusterDialogProps) {
  const api = useApi(clusterProfilesApiRef);
  const { get } = useQueryState();
  const [chosen, setChosen] = useState<string | undefined>(get('revision'));
  const load = useLoad({
    key: cluster.name,
    load: async signal =>
      (await api.listRevisions(cluster.name, { signal }))
        .filter(
          revision =>
            revision.number < (cluster.revision ?? 0) &&
            // An adoption is not rolled back.
            revision.desired.observeOnly === cluster.desired?.observeOnly &&
            !asDesiredNow(revision, cluster),
        )
        .sort((a, b) => b.number - a.number),
  });
  return (
    <ChangeDialog
      title={`Roll back ${cluster.name}`}
      onClose={onClose}
      request={
        chosen
          ? {
              kind: 'roll-back',
              cluster: cluster.name,
              revision: Number(chosen),
            }
          : undefined
      }
    >
      <Loaded load={load} what="The revisions">
        {revisions => (
          <RadioCards
            label="To revision"
            description={`Revision ${cluster.revision} is desired now. The plan says what cannot go back.`}
            value={chosen}
            onChange={setChosen}
            cards={revisions.map(revision => ({
              value: String(revision.number),
              title: `Revision ${revision.number}`,
              description: revisionSummary(revision),
            }))}
          />
        )}
      </Loaded>
    </ChangeDialog>
  );
}
