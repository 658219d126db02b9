import type {
  ChangeRequest,
  DesiredState,
  ObjectDifference,
  Plan,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { InTransaction } from '../changes/types';
import { getRevision } from '../clusters/operations/getRevision';
import type { DriftFindingRow } from '../database/tables';
import type { PlanDraft } from '../planning/types';
import { setsObserved } from './setsObserved';

/** Managers that are programs: whoever used them is not known by them. */
const PROGRAMS =
  /^(kubectl|kubelet|kube|argocd|helm|flux|terraform|pulumi|lens|k9s|go-http-client|node-fetch|openapi-generator|unknown|before-first-apply|manager|cluster-profiles)/i;
const USER_NAME = /^[a-z0-9][a-z0-9-_.]*$/i;

/**
 * Who made the edits that a change adopts, those that its request names and those whose values it sets: users whom the field managers
 * name, and managers that name nobody. Nothing else on a cluster tells who it was.
 */
export async function listEditors(
  tx: InTransaction,
  change: {
    clusterUid: string | null;
    request?: ChangeRequest;
    plan: Pick<Plan | PlanDraft, 'desired'> &
      Partial<Pick<Plan, 'baseRevision'>>;
  },
): Promise<{ users: string[]; nameless: string[] }> {
  const named = adoptedIds(change.request);
  const rows = await tx<DriftFindingRow>('drift_findings')
    .where({ cluster_uid: change.clusterUid ?? '' })
    .where(any => any.whereNull('closed_at').orWhereIn('id', named));
  const sides = rows.length > 0 ? await sidesOf(tx, change) : undefined;
  const managers = new Set(
    rows.flatMap(({ id, layer, differences }) =>
      (JSON.parse(differences) as ObjectDifference[])
        .filter(
          difference =>
            named.includes(id) ||
            (sides && setsObserved(sides, { layer, difference })),
        )
        .map(({ manager = 'unknown' }) => manager),
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

/** Of the findings that a request says it adopts. */
export function adoptedIds(request: ChangeRequest | undefined): string[] {
  return request && 'adoptsDrift' in request ? (request.adoptsDrift ?? []) : [];
}

async function sidesOf(
  tx: InTransaction,
  { clusterUid, plan }: Parameters<typeof listEditors>[1],
): Promise<{ before: DesiredState; after: DesiredState } | undefined> {
  const base =
    clusterUid && plan.desired && typeof plan.baseRevision === 'number'
      ? await getRevision(tx, { clusterUid, number: plan.baseRevision })
      : undefined;
  return base && plan.desired && { before: base.desired, after: plan.desired };
}
