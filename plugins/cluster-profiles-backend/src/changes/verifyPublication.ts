import {
  versionDigest,
  type Plan,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ApprovalRow, ChangeRow } from '../database/tables';
import { verifyApproval } from './verifyApproval';

/** Why a stored publication must not be written: the first link that does not hold; undefined when all hold. */
export function verifyPublication(options: {
  change: ChangeRow;
  plan: Plan;
  decisions: ApprovalRow[];
}): string | undefined {
  const { change, plan, decisions } = options;
  const { publication } = plan;
  if (publication?.document && publication.files) {
    if (
      versionDigest(publication.document, publication.files) !==
      publication.digest
    ) {
      return 'The content differs from the digest that was planned; plan again';
    }
  }
  return verifyApproval({ change, plan, decisions });
}
