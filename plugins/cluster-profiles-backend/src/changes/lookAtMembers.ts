import type { ApprovalByPerson } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ApprovalRow, ChangeRow } from '../database/tables';
import type { GroupDirectory } from '../permissions/GroupDirectory';
import type { Actor } from '../permissions/resolveActor';
import { approvalsOf } from './approvalsOf';
import type { ChangeContext } from './ChangeContext';
import { listDecisions } from './operations/getChange';

/**
 * People who approved, with those of their groups that the catalog says they are still in. Throws where the catalog does not answer:
 * then nobody knows whose approvals count.
 */
export async function lookAtMembers(
  approvals: readonly ApprovalByPerson[],
  directory: Pick<GroupDirectory, 'stillIn'>,
): Promise<ApprovalByPerson[]> {
  return Promise.all(
    approvals.map(async ({ approver, groups }) => ({
      approver,
      groups: [
        ...groups.filter(group => group === approver),
        ...(await directory.stillIn(
          approver,
          groups.filter(group => group !== approver),
        )),
      ],
    })),
  );
}

/** Groups as the catalog has them now: of whoever decides, and of those who approved before. */
export async function lookAgain(
  context: ChangeContext,
  options: { change: ChangeRow; actor: Actor },
): Promise<{ actor: Actor; members: ApprovalByPerson[] }> {
  const { change, actor } = options;
  const approvals = approvalsOf(await listDecisions(context.knex, change));
  const [self, ...members] = await lookAtMembers(
    [{ approver: actor.ref, groups: actor.groups }, ...approvals],
    context.directory,
  );
  return { actor: { ...actor, groups: self.groups }, members };
}

/** A decision that was not there yet when the catalog was asked is as young as the answer. */
export function withGroups(
  decision: ApprovalRow,
  members: readonly ApprovalByPerson[],
): ApprovalRow {
  const known = members.find(({ approver }) => approver === decision.approver);
  return known
    ? { ...decision, groups: JSON.stringify(known.groups) }
    : decision;
}
