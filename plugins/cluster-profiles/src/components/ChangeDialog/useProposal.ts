import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import {
  hasBlocker,
  type ChangeRequest,
  type Plan,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { usePreview } from '../../hooks/usePreview';
import { changeRouteRef } from '../../routes';

export interface Proposal extends ReturnType<typeof usePreview> {
  /** The request has been asked about; whoever changes a field has to ask again. */
  shown: boolean;
  /** Makes the plan of the request as it is now. */
  ask(): void;
  plan?: Plan;
  blocked: boolean;
  comment: string;
  setComment(comment: string): void;
  busy: boolean;
  failure?: Error;
  /** Proposes what the plan shows, with its digest, and goes on to the change. */
  propose(): Promise<void>;
}

/** From a request by way of its plan to the change. `request` is absent while the fields are not complete. */
export function useProposal(options: {
  request: ChangeRequest | undefined;
  /** The plan is made without being asked for. */
  immediate?: boolean;
}): Proposal {
  const { request, immediate } = options;
  const api = useApi(clusterProfilesApiRef);
  const navigate = useNavigate();
  const changeRoute = useRouteRef(changeRouteRef);

  const [asked, setAsked] = useState<ChangeRequest>();
  const current = immediate ? request : asked;
  const upToDate =
    current !== undefined &&
    JSON.stringify(current) === JSON.stringify(request);
  const shown = upToDate ? current : undefined;
  const followed = usePreview(shown);

  const [comment, setComment] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Error>();
  const plan = shown && followed.preview?.plan;

  const propose = async () => {
    if (!shown || !plan) {
      return;
    }
    setBusy(true);
    setFailure(undefined);
    try {
      const change = await api.propose(
        {
          ...shown,
          comment: comment.trim() || undefined,
          seenPlanDigest: plan.planDigest,
        },
        // A second press for the same preview is the same proposal.
        { idempotencyKey: followed.preview!.id },
      );
      navigate(changeRoute({ id: change.id }));
    } catch (cause) {
      setFailure(cause as Error);
      setBusy(false);
    }
  };

  return {
    ...followed,
    shown: shown !== undefined,
    ask: () => setAsked(request),
    plan,
    blocked: plan ? hasBlocker(plan.findings) : false,
    comment,
    setComment,
    busy,
    failure,
    propose,
  };
}
