import { useState } from 'react';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import type {
  BreakGlass,
  Change,
  ReviewState,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Alert, Button, Flex, Link, Text } from '@backstage/ui';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import {
  EntityName,
  entityNames,
} from '../../components/EntityName/EntityName';
import { ErrorNotice } from '../../components/ErrorNotice/ErrorNotice';
import { ReasonDialog } from '../../components/ReasonDialog/ReasonDialog';
import { RelativeTime } from '../../components/RelativeTime/RelativeTime';
import { visibleText } from '../../components/VisibleText/visibleText';
import { changeRouteRef } from '../../routes';
import styles from './ChangePage.module.css';

const TITLES: Record<ReviewState, string> = {
  open: 'Applied without approvals; others have to review it',
  confirmed: 'Applied without approvals; others have confirmed it',
  rejected: 'Applied without approvals, and rejected afterwards',
};

/** That glass was broken for a change: by whom, why, and what others say of it. */
export function GlassReview(props: { change: Change; reload: () => void }) {
  const { change, reload } = props;
  const { breakGlass, permitted } = change;
  if (!breakGlass) {
    return null;
  }
  return (
    <section aria-label="Break glass" className={styles.glass}>
      <Alert
        status={breakGlass.review === 'confirmed' ? 'info' : 'danger'}
        icon
        title={TITLES[breakGlass.review]}
        description={<Story breakGlass={breakGlass} />}
      />
      {breakGlass.review === 'open' && (
        <Verdict
          id={change.id}
          reason={
            permitted.review.allowed ? undefined : permitted.review.reason
          }
          reload={reload}
        />
      )}
    </section>
  );
}

function Story({ breakGlass }: { breakGlass: BreakGlass }) {
  const { actor, at, reason, reviews, missing, reviewers, revert } = breakGlass;
  const changeRoute = useRouteRef(changeRouteRef);
  return (
    <Flex direction="column" gap="2">
      <span>
        <EntityName entityRef={actor} /> <RelativeTime at={at} />:{' '}
        {visibleText(reason)}
      </span>
      {reviews.map(review => (
        <span key={review.reviewer}>
          {review.verdict === 'confirmed' ? 'Confirmed' : 'Rejected'} by{' '}
          <EntityName entityRef={review.reviewer} />{' '}
          <RelativeTime at={review.at} />
          {review.lapsed &&
            ', who has left the groups since, so it does not count'}
          {review.comment && `: ${visibleText(review.comment)}`}
        </span>
      ))}
      {missing > 0 && (
        <span>
          {missing} {missing === 1 ? 'review' : 'reviews'} of members of{' '}
          {entityNames(reviewers)} still missing.
        </span>
      )}
      {revert && (
        <Link href={changeRoute({ id: revert })}>
          The change that takes it back
        </Link>
      )}
    </Flex>
  );
}

function Verdict(props: { id: string; reason?: string; reload: () => void }) {
  const { id, reason, reload } = props;
  const api = useApi(clusterProfilesApiRef);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error>();
  const [rejecting, setRejecting] = useState(false);
  if (reason) {
    return (
      <Text as="p" color="secondary">
        {reason}
      </Text>
    );
  }
  const confirm = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await api.reviewBreakGlass(id, { verdict: 'confirmed' });
    } catch (cause) {
      setError(cause as Error);
    } finally {
      setBusy(false);
      reload();
    }
  };
  return (
    <div role="group" aria-label="Your review">
      <div className={styles.buttons}>
        <Button isPending={busy} isDisabled={busy} onPress={confirm}>
          Confirm
        </Button>
        <Button
          variant="secondary"
          isDisabled={busy}
          onPress={() => setRejecting(true)}
        >
          Reject and take back…
        </Button>
      </div>
      {error && <ErrorNotice error={error} />}
      <ReasonDialog
        title="Reject what was applied"
        description="A change that takes it back is proposed at once. Who broke the glass and the owner are told why."
        action="Reject"
        destructive
        isOpen={rejecting}
        onClose={() => setRejecting(false)}
        onConfirm={async comment => {
          await api.reviewBreakGlass(id, { verdict: 'rejected', comment });
          reload();
        }}
      />
    </div>
  );
}
