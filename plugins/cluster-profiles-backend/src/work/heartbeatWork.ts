import type { Clock } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import { heldClaim } from './heldClaim';
import type { WorkItem } from './types';

/** Extends the lease; undefined when the claim is lost. */
export async function heartbeatWork(
  knex: Knex,
  {
    item,
    leaseSeconds,
    clock,
  }: { item: WorkItem; leaseSeconds: number; clock: Clock },
): Promise<Date | undefined> {
  const leaseUntil = new Date(clock.now().getTime() + leaseSeconds * 1000);
  const updated = await heldClaim(knex, item).update({
    lease_until: leaseUntil.toISOString(),
  });
  return updated === 1 ? leaseUntil : undefined;
}
