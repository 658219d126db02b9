import { useRouteRef } from '@backstage/core-plugin-api';
import {
  mainProfile,
  type ChangeKind,
  type Plan,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Link } from '@backstage/ui';
import { policiesRouteRef } from '../../routes';
import { writeQuestion } from './policyQuestion';

/** To what the policies say about a plan, and why. */
export function PoliciesLink(props: {
  kind: ChangeKind;
  plan: Plan;
  /** Of a change that is proposed; the reader if absent. */
  proposer?: string;
  /** What is half filled in stays. */
  newTab?: boolean;
}) {
  const policies = useRouteRef(policiesRouteRef);
  if (!policies) {
    return null;
  }
  const { kind, proposer, newTab } = props;
  const { desired, publication, access, baseRevision, rollbackClass } =
    props.plan;
  const main = desired && mainProfile(desired);
  const query = writeQuestion({
    kind,
    cluster:
      baseRevision === null
        ? undefined
        : (desired?.cluster.name ?? access?.cluster),
    target: desired?.target.name,
    profile: main?.name ?? publication?.profile,
    version: main?.version,
    owner: desired?.cluster.owner ?? publication?.ownerAfter,
    rollbackClass,
    proposer,
  });
  return (
    <Link
      href={`${policies()}?${query}`}
      target={newTab ? '_blank' : undefined}
    >
      Why these?
    </Link>
  );
}
