import { useApi } from '@backstage/core-plugin-api';
import type { ChangeState } from '@cluster-profiles/plugin-cluster-profiles-common';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { isMoving, nextStep } from '../../components/changeWords';
import { useLoad } from '../../hooks/useLoad';
import { useSubjectSignal } from '../../hooks/useSubjectSignal';
import { readableText } from '../../components/VisibleText/readableText';
import styles from './ClusterOverview.module.css';

const MOVING_MS = 2_000;

/** Where a change is, one sentence beside its name; an extra, so nothing while that is not known. */
export function ChangeStep({ id, state }: { id: string; state: ChangeState }) {
  const api = useApi(clusterProfilesApiRef);
  const { value, reload } = useLoad({
    key: `${id} ${state}`,
    load: signal => api.getChange(id, { signal }),
    pollMs: change => (change && isMoving(change) ? MOVING_MS : undefined),
  });
  useSubjectSignal({ subject: 'change', name: id }, reload);
  return value ? (
    <span className={styles.note}>{readableText(nextStep(value))}</span>
  ) : null;
}
