import { useEffect, useMemo, useRef } from 'react';
import type {
  Change,
  Plan,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Alert, Text } from '@backstage/ui';
import { ActivityList } from '../../components/ActivityList/ActivityList';
import { ApprovalStatusView } from '../../components/ApprovalStatusView/ApprovalStatusView';
import { Digest } from '../../components/Digest/Digest';
import { PlanDetails } from '../../components/PlanView/PlanDetails';
import { PlanImpact } from '../../components/PlanView/PlanImpact';
import { foldedTexts } from '../../components/PlanView/planTexts';
import { PoliciesLink } from '../../components/PoliciesLink/PoliciesLink';
import { RelativeTime } from '../../components/RelativeTime/RelativeTime';
import { Section } from '../../components/Section/Section';
import { useOpened } from '../../components/TextDifference/useOpened';
import { ChangeComment } from './ChangeComment';
import { ChangeHeader } from './ChangeHeader';
import { Comments } from './Comments';
import { GlassReview } from './GlassReview';
import { OutdatedNotice } from './OutdatedNotice';
import { Progress } from './Progress';
import { useHeldPlan } from './useHeldPlan';
import { whyNotYet } from './whyNotYet';
import styles from './ChangePage.module.css';

/** A change that is there. The plan that is being read stays until the reader asks for the newer one. */
export function ChangeContent(props: { change: Change; reload: () => void }) {
  const { change, reload } = props;
  const { plan, outdated, showNewest } = useHeldPlan(change.plan);
  const opened = useOpened(plan?.planDigest ?? '');
  const folded = useMemo(() => (plan ? foldedTexts(plan) : []), [plan]);
  const unopened = folded.filter(({ id }) => !opened.has(id));
  const planSection = useRef<HTMLDivElement>(null);
  const decided =
    change.state !== 'planning' && change.state !== 'awaiting-approval';

  // The button that was pressed is gone with the notice; reading goes on at the plan.
  const shownByHand = useRef(false);
  useEffect(() => {
    if (shownByHand.current) {
      shownByHand.current = false;
      planSection.current?.focus();
    }
  }, [plan]);

  return (
    <div className={styles.page}>
      <ChangeHeader
        change={change}
        shownDigest={plan?.planDigest}
        whyNot={whyNotYet({ hasPlan: plan !== undefined, outdated, unopened })}
        reload={reload}
      />
      <GlassReview change={change} reload={reload} />
      {change.comment && <ChangeComment text={change.comment} />}
      {plan && change.plan && outdated && (
        <OutdatedNotice
          shown={plan}
          newer={change.plan}
          onShow={() => {
            shownByHand.current = true;
            showNewest();
          }}
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
        <div ref={planSection} tabIndex={-1} className={styles.impact}>
          <Section title="Plan" actions={plan && <PlanIdentity plan={plan} />}>
            {change.state === 'planning' && <Planning again={!!plan} />}
            {plan && <PlanImpact plan={plan} />}
            {!plan && change.state !== 'planning' && (
              <Text color="secondary">There is no plan.</Text>
            )}
          </Section>
        </div>
        <div className={styles.side}>
          {change.steps.length > 0 && <Progress change={change} />}
          <Section
            title="Approvals"
            actions={
              change.plan && (
                <PoliciesLink
                  kind={change.kind}
                  plan={change.plan}
                  proposer={change.proposer}
                />
              )
            }
          >
            {change.approval ? (
              <ApprovalStatusView
                approval={change.approval}
                planDigest={change.planDigest}
                expiresAt={change.expiresAt}
                cannot={
                  change.permitted.approve.allowed
                    ? undefined
                    : change.permitted.approve.reason
                }
                decided={decided}
              />
            ) : (
              <Text color="secondary">Known once the plan is made.</Text>
            )}
          </Section>
          <Comments change={change} reload={reload} />
          <Section title="History">
            <ActivityList
              changeId={change.id}
              version={`${change.updatedAt} ${change.state}`}
            />
          </Section>
        </div>
        {plan && (
          <div className={styles.details}>
            <Section title="Plan in detail">
              <PlanDetails plan={plan} opened={opened} />
            </Section>
          </div>
        )}
      </div>
    </div>
  );
}

function Planning(props: { again: boolean }) {
  return (
    <Alert
      role="status"
      status="info"
      isPending
      title={
        props.again
          ? 'The plan is being made again. Below is the one before.'
          : 'The plan is being made. It appears here by itself.'
      }
    />
  );
}

function PlanIdentity({ plan }: { plan: Plan }) {
  return (
    <span className={styles.identity}>
      made <RelativeTime at={plan.plannedAt} />
      <Digest value={plan.planDigest} label="plan digest" />
    </span>
  );
}
