import {
  canonicalDigest,
  type ObjectDifference,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { DriftFindingRow } from '../../database/tables';
import { fieldsDigest } from '../compareFindings';
import type { DriftedObject, SeenDrift } from '../listDrifted';

export const AT = '2026-03-01T12:00:00.000Z';
export const CONTROLLER = 'Deployment ingress/controller';

export function aDifference(
  overrides: Partial<ObjectDifference> = {},
): ObjectDifference {
  return {
    object: CONTROLLER,
    path: '/spec/replicas',
    desired: 2,
    observed: 5,
    manager: 'kubectl',
    ...overrides,
  };
}

export function drifted(overrides: Partial<DriftedObject> = {}): DriftedObject {
  return {
    layer: 'ingress',
    object: CONTROLLER,
    differences: [aDifference()],
    ...overrides,
  };
}

export function seenDrift(
  objects: DriftedObject[],
  overrides: Partial<SeenDrift> = {},
): SeenDrift {
  return {
    drifted: objects,
    excepted: [],
    known: new Set(['ingress']),
    desired: new Set(['ingress', 'cilium']),
    incomplete: new Set(),
    ...overrides,
  };
}

export function aRow(
  { differences, ...object }: DriftedObject = drifted(),
  overrides: Partial<DriftFindingRow> = {},
): DriftFindingRow {
  return {
    id: 'finding-1',
    cluster_uid: 'u1',
    ...object,
    open_key: 'open',
    revision: 1,
    opened_at: AT,
    changed_at: AT,
    closed_at: null,
    outcome: null,
    openings: 1,
    differences: JSON.stringify(differences),
    digest: canonicalDigest(differences),
    fields: fieldsDigest(differences),
    corrections: 0,
    corrected_at: null,
    wanted_by: null,
    wanted_at: null,
    ...overrides,
  };
}
