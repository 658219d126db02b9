import type {
  ChangeRequest,
  ObjectDifference,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { InTransaction } from '../changes/types';
import type { DriftFindingRow } from '../database/tables';

/** Managers that are programs: whoever used them is not known by them. */
const PROGRAMS =
  /^(kubectl|kubelet|kube|argocd|helm|flux|terraform|pulumi|lens|k9s|go-http-client|node-fetch|openapi-generator|unknown|before-first-apply|manager|cluster-profiles)/i;
const USER_NAME = /^[a-z0-9][a-z0-9-_.]*$/i;

/**
 * Who made the edits that a change adopts: users whom the field managers name, and managers that name nobody. Nothing else on a
 * cluster tells who it was.
 */
export async function listEditors(
  tx: InTransaction,
  request: ChangeRequest,
): Promise<{ users: string[]; nameless: string[] }> {
  const ids = 'adoptsDrift' in request ? (request.adoptsDrift ?? []) : [];
  if (ids.length === 0) {
    return { users: [], nameless: [] };
  }
  const rows = await tx<DriftFindingRow>('drift_findings').whereIn('id', ids);
  const managers = new Set(
    rows.flatMap(({ differences }) =>
      (JSON.parse(differences) as ObjectDifference[]).map(
        ({ manager = 'unknown' }) => manager,
      ),
    ),
  );
  const isUser = (manager: string) =>
    USER_NAME.test(manager) && !PROGRAMS.test(manager);
  return {
    users: [...managers]
      .filter(isUser)
      .map(manager => `user:default/${manager.toLocaleLowerCase('en-US')}`)
      .sort(),
    nameless: [...managers].filter(manager => !isUser(manager)).sort(),
  };
}
