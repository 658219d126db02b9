import type {
  Change,
  ChangeRequest,
  ChangeState,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { apiAs } from './apiAs';

/** Names are unique in a portal, also between runs against the same one. */
export function newName(purpose: string): string {
  return `${purpose}-${Date.now().toString(36)}`;
}

/** Waits until a change is in one of the states. */
export async function reaches(
  id: string,
  ...states: ChangeState[]
): Promise<Change> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const change = await apiAs('paula').getChange(id);
    if (states.includes(change.state)) {
      return change;
    }
    if (Date.now() > deadline || change.state === 'failed') {
      throw new Error(
        `Change ${id} is ${change.state} (${change.stateReason}), not ${states}`,
      );
    }
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}

/** Proposes through the API, until the plan is made. */
export async function propose(
  user: string,
  request: ChangeRequest,
): Promise<Change> {
  const { id } = await apiAs(user).propose(request);
  return reaches(id, 'awaiting-approval', 'accepted', 'applying', 'applied');
}

/** Approves as those who may, until nothing is missing and the change is applied. */
export async function approveAndApply(change: Change): Promise<void> {
  let current = change;
  while (current.state === 'awaiting-approval') {
    const approver = current.approval!.eligible[0].split('/')[1];
    current = await apiAs(approver).approveChange(current.id, {
      planDigest: current.plan!.planDigest,
    });
  }
  await reaches(change.id, 'applied');
}

/** A cluster of the checkout team that is ready. */
export async function readyCluster(options: {
  name: string;
  target: string;
  profile?: string;
  version?: string;
}): Promise<void> {
  const {
    name,
    target,
    profile = 'production-base',
    version = '1.3.0',
  } = options;
  await approveAndApply(
    await propose('alice', {
      kind: 'create',
      cluster: name,
      owner: 'group:default/checkout',
      target,
      profile: { name: profile, version },
    }),
  );
}
