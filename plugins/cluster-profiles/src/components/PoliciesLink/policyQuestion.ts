import {
  CHANGE_KINDS,
  type ChangeKind,
  type PolicyQuestion,
  type RollbackClass,
} from '@cluster-profiles/plugin-cluster-profiles-common';

const TEXTS = [
  'cluster',
  'target',
  'profile',
  'version',
  'owner',
  'proposer',
] as const;

/** A question in the URL, so that it can be linked to. */
export function writeQuestion(question: PolicyQuestion): URLSearchParams {
  const params = new URLSearchParams();
  for (const name of ['kind', ...TEXTS, 'nodes', 'rollbackClass'] as const) {
    const value = question[name];
    if (value !== undefined && value !== '') {
      params.set(name, String(value));
    }
  }
  return params;
}

/** Undefined while nothing is asked. */
export function readQuestion(
  params: URLSearchParams,
): PolicyQuestion | undefined {
  const kind = params.get('kind');
  if (!CHANGE_KINDS.some(known => known === kind)) {
    return undefined;
  }
  const nodes = Number(params.get('nodes') ?? Number.NaN);
  return {
    kind: kind as ChangeKind,
    ...Object.fromEntries(
      TEXTS.flatMap(name => {
        const value = params.get(name);
        return value ? [[name, value]] : [];
      }),
    ),
    ...(Number.isInteger(nodes) && nodes >= 0 ? { nodes } : {}),
    ...(params.get('rollbackClass')
      ? { rollbackClass: params.get('rollbackClass') as RollbackClass }
      : {}),
  };
}
