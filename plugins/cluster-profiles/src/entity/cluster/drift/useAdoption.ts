import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  DriftAdoption,
  DriftFinding,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { clusterProfilesApiRef } from '../../../api/clusterProfilesApiRef';

/** What adopts a finding; what takes rendering to be found is asked for on demand only. */
export function useAdoption(cluster: string, finding: DriftFinding) {
  const api = useApi(clusterProfilesApiRef);
  // What was found for other fields is of no use.
  const key = `${finding.id} ${finding.changedAt}`;
  const [answer, setAnswer] = useState<{ key: string; found: DriftAdoption }>();
  const [searching, setSearching] = useState(false);
  const [error, setError] = useState<Error>();
  const adoption = answer?.key === key ? answer.found : finding.actions!.adopt;

  /** Whether there is a change to propose. */
  const search = async (): Promise<boolean> => {
    if (!adoption.traceable) {
      return adoption.allowed;
    }
    setSearching(true);
    setError(undefined);
    try {
      const found = await api.getDriftAdoption(cluster, finding.id);
      setAnswer({ key, found });
      return found.allowed;
    } catch (cause) {
      setError(cause as Error);
      return false;
    } finally {
      setSearching(false);
    }
  };
  return { adoption, search, searching, error };
}
