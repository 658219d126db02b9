import type { JsonValue } from '@backstage/types';
import {
  diffValues,
  type LayerObjectChange,
  type ValueDifference,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { riskOfChange, riskOfRemoval } from './objectRisk';
import { groupOf, renderedName, type RenderedObject } from './RenderedObject';

/** Fields of one object that a plan tells of. */
const MOST_FIELDS = 40;
/** Characters of one value that a plan shows. */
const MOST_TEXT = 2_000;
const HIDDEN = 'not shown';

/**
 * What becomes of the objects of a layer, those at risk first, then by action and name. Objects that stay as they are are left
 * out, and so is what Secrets hold.
 * @public
 */
export function compareRendered(options: {
  before: readonly RenderedObject[];
  after: readonly RenderedObject[];
  /** Whether an object stays although the layer does not bring it any more; by default none does. */
  keeps?: (object: RenderedObject) => boolean;
  /** Whether an object only goes once nothing of others is in it: what its kind puts at risk is safe then. */
  guards?: (object: RenderedObject) => boolean;
  /** What else speaks against removing an object, one sentence. */
  warns?: (object: RenderedObject) => string | undefined;
  /** Differences that mean nothing, such as of what is made up anew each time. */
  ignores?: (object: RenderedObject, path: string) => boolean;
}): LayerObjectChange[] {
  const {
    keeps = () => false,
    guards = () => false,
    ignores = () => false,
  } = options;
  const before = byIdentity(options.before);
  const after = byIdentity(options.after);
  const changes: LayerObjectChange[] = [];
  for (const [identity, object] of after) {
    const old = before.get(identity);
    if (!old) {
      changes.push({ object: renderedName(object), action: 'added' });
      continue;
    }
    const differences = diffValues(contentOf(old), contentOf(object)).filter(
      ({ path }) => !ignores(object, path),
    );
    if (differences.length > 0) {
      changes.push(toChange(old, object, differences));
    }
  }
  for (const [identity, object] of before) {
    if (!after.has(identity)) {
      changes.push(
        keeps(object)
          ? { object: renderedName(object), action: 'kept' }
          : toRemoval(object, [
              guards(object) ? undefined : riskOfRemoval(object),
              options.warns?.(object),
            ]),
      );
    }
  }
  return changes.sort(byWeight);
}

function toRemoval(
  object: RenderedObject,
  reasons: readonly (string | undefined)[],
): LayerObjectChange {
  const risks = reasons.filter(Boolean);
  return {
    object: renderedName(object),
    action: 'removed',
    ...(risks.length > 0 && { risk: risks.join(' ') }),
  };
}

function toChange(
  before: RenderedObject,
  after: RenderedObject,
  differences: readonly ValueDifference[],
): LayerObjectChange {
  const risk = riskOfChange(
    before,
    after,
    differences.map(({ path }) => path),
  );
  const fields = withoutSecrets(after, differences);
  return {
    object: renderedName(after),
    action: 'changed',
    ...(risk && { risk }),
    fields: fields.slice(0, MOST_FIELDS).map(shorten),
    ...(fields.length > MOST_FIELDS && {
      moreFields: fields.length - MOST_FIELDS,
    }),
  };
}

function byIdentity(
  objects: readonly RenderedObject[],
): Map<string, RenderedObject> {
  return new Map(
    objects.map(object => [
      `${groupOf(object)} ${renderedName(object)}`,
      object,
    ]),
  );
}

/** What of it differs from itself at another time; the identity never does. */
function contentOf({ metadata, ...rest }: RenderedObject): object {
  const { name, namespace, ...more } = metadata;
  return { ...rest, metadata: more };
}

/** Which entries of a Secret change may be known, what they are may not. */
function withoutSecrets(
  { kind }: RenderedObject,
  differences: readonly ValueDifference[],
): ValueDifference[] {
  return kind !== 'Secret'
    ? [...differences]
    : differences.map(difference =>
        /^\/(data|stringData)(\/|$)/.test(difference.path)
          ? hide(difference)
          : difference,
      );
}

function hide({ path, before, after }: ValueDifference): ValueDifference {
  return {
    path,
    ...(before !== undefined && { before: HIDDEN }),
    ...(after !== undefined && { after: HIDDEN }),
  };
}

function shorten({ path, before, after }: ValueDifference): ValueDifference {
  return {
    path,
    ...(before !== undefined && { before: shortened(before) }),
    ...(after !== undefined && { after: shortened(after) }),
  };
}

function shortened(value: JsonValue): JsonValue {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length <= MOST_TEXT
    ? value
    : `${text.slice(0, MOST_TEXT)}… (${text.length} characters)`;
}

const ACTIONS: ReadonlyArray<LayerObjectChange['action']> = [
  'removed',
  'changed',
  'added',
  'kept',
];

function byWeight(a: LayerObjectChange, b: LayerObjectChange): number {
  return (
    Number(b.risk !== undefined) - Number(a.risk !== undefined) ||
    ACTIONS.indexOf(a.action) - ACTIONS.indexOf(b.action) ||
    (a.object < b.object ? -1 : 1)
  );
}
