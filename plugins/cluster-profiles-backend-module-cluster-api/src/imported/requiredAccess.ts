import type { AccessAttributes } from '../kubernetes';

/** All that observing a cluster needs: its version is open to whoever is known to it. */
export const IMPORTED_ACCESS: readonly AccessAttributes[] = [
  { group: '', resource: 'nodes', verb: 'get' },
  { group: '', resource: 'nodes', verb: 'list' },
];
