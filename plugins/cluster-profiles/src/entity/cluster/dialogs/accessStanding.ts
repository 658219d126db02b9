import {
  ACCESS_ROLES,
  type AccessGrant,
  type AccessOffer,
  type AccessRole,
  type PendingAccess,
} from '@cluster-profiles/plugin-cluster-profiles-common';

/** How the reader comes to a role: at once, by what was granted, or by asking. */
export type AccessStanding =
  | { way: 'free' }
  | { way: 'granted'; grant: AccessGrant }
  | { way: 'pending'; pending: PendingAccess }
  | { way: 'ask' };

export function accessStanding(
  { byApproval = [], granted = [], pending = [] }: AccessOffer,
  role: AccessRole,
): AccessStanding {
  if (!byApproval.includes(role)) {
    return { way: 'free' };
  }
  const covers = (other: { role: AccessRole }) =>
    ACCESS_ROLES.indexOf(other.role) >= ACCESS_ROLES.indexOf(role);
  const grant = granted.find(covers);
  if (grant) {
    return { way: 'granted', grant };
  }
  const asked = pending.find(covers);
  return asked ? { way: 'pending', pending: asked } : { way: 'ask' };
}
