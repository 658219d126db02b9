import type { Finding } from '@cluster-profiles/plugin-cluster-profiles-common';
import { ProviderRefusedError } from '@cluster-profiles/plugin-cluster-profiles-node';

/** What a plan shows as `block` must not be written either. */
export function refuseBlocked(
  subject: string,
  findings: readonly Finding[],
): void {
  const blockers = findings.filter(({ severity }) => severity === 'block');
  if (blockers.length > 0) {
    const messages = blockers.map(({ message, remedy }) =>
      [message, remedy].filter(Boolean).join(': '),
    );
    throw new ProviderRefusedError(`${subject}: ${messages.join('; ')}`);
  }
}
