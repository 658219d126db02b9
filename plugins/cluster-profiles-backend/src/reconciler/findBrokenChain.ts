import {
  verifyChain,
  type ChangeState,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { findUnsigned } from '../record/findUnsigned';
import type { RecordKeys } from '../record/RecordKeys';
import type { LoadedCluster } from './loadCluster';
import type { Hold } from './types';

/** States of a change whose revision may be desired. */
const ACCEPTED: ChangeState[] = [
  'accepted',
  'applying',
  'applied',
  'failed',
  'superseded',
];

/** The desired state of the cluster is not what was published, planned and approved. */
export function findBrokenChain(
  {
    chain,
    change,
    decisions,
    glass,
    revision,
  }: Pick<
    LoadedCluster,
    'chain' | 'change' | 'decisions' | 'glass' | 'revision'
  >,
  keys: RecordKeys,
): Hold | undefined {
  if ('reason' in chain) {
    return chain;
  }
  if (!ACCEPTED.includes(change.state)) {
    return {
      reason: 'ChainBroken',
      message: `approvals: The change of the desired revision is ${change.state}, it was never accepted`,
    };
  }
  let result;
  let unsigned;
  try {
    result = verifyChain(chain);
    unsigned = findUnsigned(keys, { change, decisions, glass, revision });
  } catch (error) {
    // Altered rows may have any shape.
    return {
      reason: 'ChainBroken',
      message: `plan: A stored row does not have its form: ${error}`,
    };
  }
  if (!result.ok) {
    return {
      reason: 'ChainBroken',
      message: `${result.link}: ${result.reason}`,
    };
  }
  return unsigned === undefined
    ? undefined
    : { reason: 'ChainBroken', message: `approvals: ${unsigned}` };
}
