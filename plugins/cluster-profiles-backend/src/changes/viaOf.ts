import type { BackstageCredentials } from '@backstage/backend-plugin-api';

/** What carries a proposal, if not the proposer himself: a service with his token, or a tool. */
export function viaOf(options: {
  credentials: BackstageCredentials;
  tool?: boolean;
}): string | undefined {
  const { actor } = options.credentials.principal as {
    actor?: { subject: string };
  };
  if (!options.tool) {
    return actor?.subject;
  }
  return actor ? `tool:${actor.subject}` : 'tool';
}
