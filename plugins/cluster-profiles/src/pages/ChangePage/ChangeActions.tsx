import { useEffect, useId, useRef, useState, type RefObject } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  Change,
  ChangeState,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Button } from '@backstage/ui';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { ErrorNotice } from '../../components/ErrorNotice/ErrorNotice';
import { ReasonDialog } from '../../components/ReasonDialog/ReasonDialog';
import { BreakGlassButton } from './BreakGlassButton';
import { restrict, type NotYet } from './whyNotYet';
import { readableText } from '../../components/VisibleText/readableText';
import styles from './ChangePage.module.css';

/** What is about break glass has places of its own, and so has a comment. */
type Action = Exclude<
  keyof Change['permitted'],
  'breakGlass' | 'review' | 'comment'
>;

const LABELS: Record<Action, string> = {
  approve: 'Approve',
  reject: 'Reject',
  withdrawApproval: 'Take my approval back',
  cancel: 'Cancel change',
  replan: 'Plan again',
  retry: 'Retry',
};

/** What makes sense in a state, for somebody who may; in the others there is nothing to press. */
const SENSIBLE: Partial<Record<ChangeState, readonly Action[]>> = {
  planning: ['cancel'],
  'awaiting-approval': [
    'approve',
    'reject',
    'withdrawApproval',
    'cancel',
    'replan',
  ],
  accepted: ['withdrawApproval', 'cancel'],
  stale: ['replan', 'cancel'],
  failed: ['retry'],
};

/** The buttons of a change; a disabled one says why, underneath and to screen readers. */
export function ChangeActions(props: {
  change: Change;
  shownDigest?: string;
  whyNot: NotYet;
  reload: () => void;
  /** Takes the focus when the button that had it is gone. */
  title: RefObject<HTMLElement>;
}) {
  const { change, shownDigest, whyNot, reload, title } = props;
  const api = useApi(clusterProfilesApiRef);
  const id = useId();
  const acted = useRef(false);
  const [busy, setBusy] = useState<Action>();
  const [error, setError] = useState<Error>();
  const [rejecting, setRejecting] = useState(false);

  const shown = (SENSIBLE[change.state] ?? []).filter(
    action =>
      change.permitted[action].allowed ||
      (change.state !== 'accepted' && action !== 'withdrawApproval'),
  );
  const permitted = {
    ...change.permitted,
    approve: restrict(change.permitted.approve, whyNot.approve),
    reject: restrict(change.permitted.reject, whyNot.reject),
  };
  const reasons = reasonsOf(shown, permitted);

  // What was pressed may be gone with the state that it belonged to; the focus is not lost with it.
  useEffect(() => {
    if (acted.current && document.activeElement === document.body) {
      acted.current = false;
      title.current?.focus({ preventScroll: true });
    }
  });

  const run = async (action: Action) => {
    acted.current = true;
    setBusy(action);
    setError(undefined);
    try {
      if (action === 'approve') {
        await api.approveChange(change.id, { planDigest: shownDigest! });
      } else if (action === 'withdrawApproval') {
        await api.withdrawApproval(change.id, { planDigest: shownDigest! });
      } else if (action === 'cancel') {
        await api.cancelChange(change.id);
      } else if (action === 'replan') {
        await api.replanChange(change.id);
      } else if (action === 'retry') {
        await api.retryChange(change.id);
      }
    } catch (cause) {
      setError(cause as Error);
    } finally {
      setBusy(undefined);
      reload();
    }
  };

  return (
    <div role="group" aria-label="What you can do" className={styles.actions}>
      <div className={styles.buttons}>
        {shown.map(action => (
          <Button
            key={action}
            variant={
              action === 'approve' || action === 'retry'
                ? 'primary'
                : 'secondary'
            }
            isDisabled={!permitted[action].allowed || busy !== undefined}
            isPending={busy === action}
            aria-describedby={describedBy(id, reasons, action)}
            onPress={() =>
              action === 'reject' ? setRejecting(true) : run(action)
            }
          >
            {LABELS[action]}
          </Button>
        ))}
        <BreakGlassButton
          change={change}
          shownDigest={whyNot.approve ? undefined : shownDigest}
          onDone={() => {
            acted.current = true;
            reload();
          }}
        />
      </div>
      {reasons.length > 0 && (
        <ul className={styles.reasons} aria-label="Why buttons are disabled">
          {reasons.map(({ reason, actions }, index) => (
            <li key={reason} id={`${id}-${index}`}>
              {actions.map(action => LABELS[action]).join(', ')}:{' '}
              {readableText(reason)}
            </li>
          ))}
        </ul>
      )}
      {error && <ErrorNotice error={error} />}
      <ReasonDialog
        title="Reject this change"
        description="The proposer is told why. Nothing of the plan happens."
        action="Reject"
        destructive
        isOpen={rejecting}
        onClose={() => setRejecting(false)}
        onConfirm={async comment => {
          await api.rejectChange(change.id, {
            planDigest: shownDigest!,
            comment,
          });
          acted.current = true;
          reload();
        }}
      />
    </div>
  );
}

interface Reason {
  reason: string;
  actions: Action[];
}

/** Why which buttons are disabled, each reason once. */
function reasonsOf(
  shown: readonly Action[],
  permitted: Pick<Change['permitted'], Action>,
): Reason[] {
  const byReason = new Map<string, Action[]>();
  for (const action of shown) {
    const { allowed, reason = 'You may not do this.' } = permitted[action];
    if (!allowed) {
      byReason.set(reason, [...(byReason.get(reason) ?? []), action]);
    }
  }
  return [...byReason].map(([reason, actions]) => ({ reason, actions }));
}

function describedBy(
  id: string,
  reasons: readonly Reason[],
  action: Action,
): string | undefined {
  const index = reasons.findIndex(({ actions }) => actions.includes(action));
  return index < 0 ? undefined : `${id}-${index}`;
}
