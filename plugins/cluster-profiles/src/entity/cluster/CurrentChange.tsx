import { useEffect } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { Text } from '@backstage/ui';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { ChangeName } from '../../components/ChangeName/ChangeName';
import { changeTitle, isMoving, nextStep } from '../../components/changeWords';
import { Loaded } from '../../components/Loaded/Loaded';
import { Section } from '../../components/Section/Section';
import { ChangeStateStatus } from '../../components/Status/states';
import { Steps } from '../../components/Steps/Steps';
import { useLoad } from '../../hooks/useLoad';
import { useSubjectSignal } from '../../hooks/useSubjectSignal';
import { readableText } from '../../components/VisibleText/readableText';
import styles from './ClusterOverview.module.css';

const MOVING_MS = 2_000;
const WAITING_MS = 10_000;

/** The change that is under way or waits, with its step. */
export function CurrentChange(props: { id: string; onMoved: () => void }) {
  const { id, onMoved } = props;
  const api = useApi(clusterProfilesApiRef);
  const load = useLoad({
    key: id,
    load: signal => api.getChange(id, { signal }),
    pollMs: change => (change && isMoving(change) ? MOVING_MS : WAITING_MS),
  });
  useSubjectSignal({ subject: 'change', name: id }, load.reload);

  const state = load.value?.state;
  useEffect(() => {
    if (state) {
      onMoved();
    }
  }, [state, onMoved]);

  return (
    <Section title="Current change">
      <Loaded load={load} what="The change">
        {change => (
          <>
            <div className={styles.phase}>
              <ChangeName id={id}>{changeTitle(change)}</ChangeName>
              <ChangeStateStatus state={change.state} />
              <Text as="span" color="secondary">
                {readableText(nextStep(change))}
              </Text>
            </div>
            {change.steps.length > 0 && <Steps steps={change.steps} />}
          </>
        )}
      </Loaded>
    </Section>
  );
}
