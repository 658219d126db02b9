import { useState } from 'react';
import { useParams } from 'react-router-dom';
import { useApi } from '@backstage/core-plugin-api';
import type {
  Change,
  Plan,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Alert, Button, Flex, Text } from '@backstage/ui';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { ActivityList } from '../../components/ActivityList/ActivityList';
import { ApprovalStatusView } from '../../components/ApprovalStatusView/ApprovalStatusView';
import { isMoving } from '../../components/changeWords';
import { Loaded } from '../../components/Loaded/Loaded';
import { PlanView } from '../../components/PlanView/PlanView';
import { Section } from '../../components/Section/Section';
import { Steps } from '../../components/Steps/Steps';
import { visibleText } from '../../components/VisibleText/visibleText';
import { PageContent } from '../../components/PageContent/PageContent';
import { useLoad } from '../../hooks/useLoad';
import { useSubjectSignal } from '../../hooks/useSubjectSignal';
import { ChangeHeader } from './ChangeHeader';
import styles from './ChangePage.module.css';

const MOVING_MS = 2_000;
const WAITING_MS = 10_000;

/** One change: its state, plan, approvals, progress and history. */
export function ChangePage() {
  const { id = '' } = useParams();
  const api = useApi(clusterProfilesApiRef);
  const load = useLoad({
    key: id,
    load: signal => api.getChange(id, { signal }),
    pollMs: change => {
      if (!change || change.state === 'awaiting-approval') {
        return WAITING_MS;
      }
      return isMoving(change) ? MOVING_MS : undefined;
    },
  });
  useSubjectSignal({ subject: 'change', name: id }, load.reload);

  return (
    <PageContent>
      <Loaded load={load}>
        {change => (
          <ChangeContent key={id} change={change} reload={load.reload} />
        )}
      </Loaded>
    </PageContent>
  );
}

function ChangeContent(props: { change: Change; reload: () => void }) {
  const { change, reload } = props;
  // The plan that is being read stays until the reader asks for the newer one.
  const [held, setHeld] = useState<Plan | undefined>(change.plan);
  if (!held && change.plan) {
    setHeld(change.plan);
  }
  const plan = held ?? change.plan;
  const outdated =
    plan !== undefined &&
    change.plan !== undefined &&
    plan.planDigest !== change.plan.planDigest;

  return (
    <div className={styles.page}>
      <ChangeHeader
        change={change}
        shownDigest={plan?.planDigest}
        outdated={outdated}
        reload={reload}
      />
      {change.comment && (
        <Text as="p" className={styles.comment}>
          {visibleText(change.comment)}
        </Text>
      )}
      {outdated && (
        <Alert
          status="warning"
          icon
          role="alert"
          title="Changed since you looked"
          description="There is a newer plan. What you see below is the one you opened; it can no longer be approved."
          customActions={
            <Button size="small" onPress={() => setHeld(change.plan)}>
              Show the new plan
            </Button>
          }
        />
      )}
      {change.differsFromSeen && (
        <Alert
          status="info"
          icon
          title="The plan differs from the one that the proposer saw before proposing"
        />
      )}
      <div className={styles.columns}>
        <Flex direction="column" gap="4" className={styles.main}>
          {change.steps.length > 0 && (
            <Section title="Progress">
              <Steps steps={change.steps} />
            </Section>
          )}
          <Section title="Plan">
            {plan ? (
              <PlanView plan={plan} />
            ) : (
              <Text color="secondary">
                {change.state === 'planning'
                  ? 'The plan is being made.'
                  : 'There is no plan.'}
              </Text>
            )}
          </Section>
        </Flex>
        <Flex direction="column" gap="4" className={styles.side}>
          <Section title="Approvals">
            {change.approval ? (
              <ApprovalStatusView
                approval={change.approval}
                expiresAt={change.expiresAt}
                decided={
                  change.state !== 'planning' &&
                  change.state !== 'awaiting-approval'
                }
              />
            ) : (
              <Text color="secondary">Known once the plan is made.</Text>
            )}
          </Section>
          <Section title="History">
            <ActivityList
              changeId={change.id}
              version={`${change.updatedAt} ${change.state}`}
            />
          </Section>
        </Flex>
      </div>
    </div>
  );
}
