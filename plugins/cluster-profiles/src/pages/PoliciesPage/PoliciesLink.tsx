import { useRouteRef } from '@backstage/core-plugin-api';
import {
  mainProfile,
  type Change,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Link } from '@backstage/ui';
import { policiesRouteRef } from '../../routes';
import { writeQuestion } from './question';

/** To what the policies say about a change, and why. */
export function PoliciesLink({ change }: { change: Change }) {
  const policies = useRouteRef(policiesRouteRef);
  const { plan, kind, subject } = change;
  if (!plan || !policies) {
    return null;
  }
  const { desired, publication } = plan;
  const main = desired && mainProfile(desired);
  const query = writeQuestion({
    kind,
    cluster:
      subject.kind === 'cluster' && plan.baseRevision !== null
        ? subject.name
        : undefined,
    target: desired?.target.name,
    profile: main?.name ?? publication?.profile,
    version: main?.version,
    owner: desired?.cluster.owner ?? publication?.ownerAfter,
    rollbackClass: plan.rollbackClass,
    proposer: change.proposer,
  });
  return <Link href={`${policies()}?${query}`}>Why these?</Link>;
}
