import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  Change,
  ChangeState,
  Permitted,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Button } from '@backstage/ui';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { ErrorNotice } from '../../components/ErrorNotice/ErrorNotice';
import { ReasonDialog } from '../../components/ReasonDialog/ReasonDialog';
import styles from './ChangePage.module.css';

type Action = keyof Change['permitted'];

const LABELS: Record<Action, string> = {
  approve: 'Approve',
  reject: 'Reject',
  cancel: 'Cancel change',
  replan: 'Plan again',
  retry: 'Retry',
};

/** What makes sense in a state, for somebody who may; in the others there is nothing to press. */
const SENSIBLE: Partial<Record<ChangeState, readonly Action[]>> = {
  planning: ['cancel'],
  'awaiting-approval': ['approve', 'reject', 'cancel', 'replan'],
  stale: ['replan', 'cancel'],
  failed: ['retry'],
};

/** The buttons of a change; a disabled one says why underneath. */
export function ChangeActions(props: {
  change: Change;
  shownDigest?: string;
  outdated: boolean;
  reload: () => void;
}) {
  const { change, shownDigest, outdated, reload } = props;
  const api = useApi(clusterProfilesApiRef);
  const [busy, setBusy] = useState<Action>();
  const [error, setError] = useState<Error>();
  const [rejecting, setRejecting] = useState(false);

  const permitted = withDigest(change.permitted, shownDigest, outdated);
  const shown = SENSIBLE[change.state] ?? [];

  const run = async (action: Action) => {
    setBusy(action);
    setError(undefined);
    try {
      if (action === 'approve') {
        await api.approveChange(change.id, { planDigest: shownDigest! });
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
    <div className={styles.actions}>
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
            onPress={() =>
              action === 'reject' ? setRejecting(true) : run(action)
            }
          >
            {LABELS[action]}
          </Button>
        ))}
      </div>
      <Reasons actions={shown} permitted={permitted} />
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
          reload();
        }}
      />
    </div>
  );
}

/** Only a plan that is on screen can be decided on. */
function withDigest(
  permitted: Change['permitted'],
  shownDigest: string | undefined,
  outdated: boolean,
): Change['permitted'] {
  if (shownDigest && !outdated) {
    return permitted;
  }
  const restrict = (given: Permitted): Permitted =>
    given.allowed
      ? {
          allowed: false,
          reason: outdated
            ? 'The plan changed since you looked.'
            : 'There is no plan yet.',
        }
      : given;
  return {
    ...permitted,
    approve: restrict(permitted.approve),
    reject: restrict(permitted.reject),
  };
}

function Reasons(props: {
  actions: readonly Action[];
  permitted: Change['permitted'];
}) {
  const byReason = new Map<string, string[]>();
  for (const action of props.actions) {
    const { allowed, reason = 'You may not do this.' } =
      props.permitted[action];
    if (!allowed) {
      byReason.set(reason, [...(byReason.get(reason) ?? []), LABELS[action]]);
    }
  }
  if (byReason.size === 0) {
    return null;
  }
  return (
    <ul className={styles.reasons} aria-label="Why buttons are disabled">
      {[...byReason].map(([reason, labels]) => (
        <li key={reason}>
          {labels.join(', ')}: {reason}
        </li>
      ))}
    </ul>
  );
}
