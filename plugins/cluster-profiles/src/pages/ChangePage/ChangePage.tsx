import { useParams } from 'react-router-dom';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { ButtonLink } from '@backstage/ui';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { isFinal, isMoving } from '../../components/changeWords';
import { EmptyState } from '../../components/EmptyState/EmptyState';
import { describeError } from '../../components/ErrorNotice/ErrorNotice';
import { Loaded } from '../../components/Loaded/Loaded';
import { PageContent } from '../../components/PageContent/PageContent';
import { useLoad } from '../../hooks/useLoad';
import { useSubjectSignal } from '../../hooks/useSubjectSignal';
import { changesRouteRef } from '../../routes';
import { ChangeContent } from './ChangeContent';

const MOVING_MS = 2_000;
const WAITING_MS = 10_000;

// Whoever may not see a change is not told whether there is one.
const REFUSALS = ['NotFoundError', 'NotAllowedError'];

/** One change: its state, plan, approvals, progress and history. */
export function ChangePage() {
  const { id = '' } = useParams();
  const api = useApi(clusterProfilesApiRef);
  const load = useLoad({
    key: id,
    load: signal => api.getChange(id, { signal }),
    // Signals only make it faster: a portal without them asks again by itself.
    pollMs: change => {
      if (change && isFinal(change)) {
        return undefined;
      }
      return change && isMoving(change) ? MOVING_MS : WAITING_MS;
    },
  });
  useSubjectSignal({ subject: 'change', name: id }, load.reload);

  const refusal =
    load.value === undefined && load.error && describeError(load.error);
  return (
    <PageContent>
      {refusal && REFUSALS.includes(refusal.name) ? (
        <NoChange />
      ) : (
        <Loaded load={load} what="The change">
          {change => (
            <ChangeContent key={id} change={change} reload={load.reload} />
          )}
        </Loaded>
      )}
    </PageContent>
  );
}

function NoChange() {
  const changes = useRouteRef(changesRouteRef);
  return (
    <EmptyState
      title="There is no such change, or you may not see it"
      description="The link may be wrong, or the change is about something that your permissions keep from you."
      action={
        <ButtonLink href={`${changes()}?show=all`} variant="secondary">
          All changes
        </ButtonLink>
      }
    />
  );
}
