import {
  canonicalDigest,
  type DriftOutcome,
  type ObjectDifference,
  type ObservedLayer,
  type RecordedDifference,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { JsonValue } from '@backstage/types';
import type { ActivityEntry } from '../activity/recordActivity';
import type { ClusterRow, DriftFindingRow } from '../database/tables';

const RECONCILER = 'system:reconciler';
/** Fields that an entry holds; the finding has them all. */
const MOST_FIELDS = 50;
const NAMED = 3;

type About = { cluster: Pick<ClusterRow, 'uid' | 'name'>; at: string };
type Finding = Pick<DriftFindingRow, 'layer' | 'object'> & {
  differences: readonly ObjectDifference[];
};

/** Objects of one layer that began to differ, in one entry. */
export function openedEntry(
  layer: string,
  findings: readonly Finding[],
  about: About,
): ActivityEntry {
  return {
    ...common(about),
    type: 'drift-opened',
    message: `Layer ${layer} drifted: ${describe(findings)}`,
    difference: fieldsOf(findings),
  };
}

/** What is about to be undone, and who had done it. Recorded before it is: afterwards nothing on the cluster tells. */
export function correctedEntry(
  layer: string,
  findings: readonly Finding[],
  { wantedBy, ...about }: About & { wantedBy?: string | null },
): ActivityEntry {
  return {
    ...common(about),
    type: 'drift-corrected',
    message: `Brings layer ${layer} back to what is desired${wantedBy ? `, as ${wantedBy} asked` : ''}: ${describe(findings)}`,
    difference: undone(fieldsOf(findings)),
  };
}

/** What the engine keeps of a layer, as others left it. */
export function editedEntry(
  { name, message, edited }: ObservedLayer,
  about: About,
): ActivityEntry {
  const by = edited?.manager ? `, written by ${edited.manager}` : '';
  return {
    ...common(about),
    type: 'layer-edited',
    message: `Layer ${name}: ${message ?? 'its delivery was changed'}${by}. It is brought back to what is desired`,
  };
}

const ENDS: Record<DriftOutcome, string> = {
  corrected: 'is back at what is desired, after a correction',
  gone: 'is back at what is desired, without us',
  ignored: 'may differ now: an exception lets it',
  replaced: 'was replaced by another revision',
};

export function closedEntry(
  layer: string,
  closed: ReadonlyArray<{ object: string; outcome: DriftOutcome }>,
  about: About,
): ActivityEntry {
  const outcomes = [...new Set(closed.map(({ outcome }) => outcome))];
  return {
    ...common(about),
    type: 'drift-closed',
    message: outcomes
      .map(outcome => {
        const objects = closed.filter(it => it.outcome === outcome);
        return `Layer ${layer}: ${nameSome(objects.map(({ object }) => object))} ${ENDS[outcome]}`;
      })
      .join('; '),
  };
}

function common({ cluster, at }: About) {
  return {
    at,
    actor: RECONCILER,
    subject: { kind: 'cluster' as const, name: cluster.name, uid: cluster.uid },
  };
}

function describe(findings: readonly Finding[]): string {
  const managers = [
    ...new Set(
      findings.flatMap(({ differences }) =>
        differences.flatMap(({ manager }) => manager ?? []),
      ),
    ),
  ];
  const by = managers.length > 0 ? `, written by ${nameSome(managers)}` : '';
  return `${nameSome(findings.map(({ object }) => object))}${by}`;
}

function nameSome(names: readonly string[]): string {
  const more = names.length - NAMED;
  return [...names.slice(0, NAMED), ...(more > 0 ? [`${more} more`] : [])].join(
    ', ',
  );
}

/** Before: what is desired. After: what was seen instead. */
function fieldsOf(findings: readonly Finding[]): RecordedDifference {
  return Object.fromEntries(
    findings
      .flatMap(({ differences }) => differences)
      .slice(0, MOST_FIELDS)
      .map(({ object, path, desired, observed }) => [
        path === '' ? object : `${object} ${path}`,
        {
          ...(desired !== undefined && { before: recordable(desired) }),
          ...(observed !== undefined && { after: recordable(observed) }),
        },
      ]),
  );
}

function undone(fields: RecordedDifference): RecordedDifference {
  return Object.fromEntries(
    Object.entries(fields).map(([name, { before, after }]) => [
      name,
      {
        ...(after !== undefined && { before: after }),
        ...(before !== undefined && { after: before }),
      },
    ]),
  );
}

/** The record keeps for ever what it is given, and a text may hold a secret: of these only the digest. */
function recordable(value: JsonValue): JsonValue {
  return typeof value === 'number' || typeof value === 'boolean'
    ? value
    : `sha256:${canonicalDigest(value)}`;
}
