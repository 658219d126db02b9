import type { JsonValue } from '@backstage/types';
import {
  diffValues,
  valueAt,
  type DesiredLayer,
  type DesiredOverride,
  type Finding,
  type OverrideAnswer,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { quoting, type Quote } from '../quoting';
import type { PlanningFacts } from '../types';
import { composeDesired } from './composeDesired';
import { intentOf } from './intentOf';
import type { Intent } from './types';

type Layers = Map<string, DesiredLayer>;

interface Outcome {
  keep: boolean;
  finding?: Finding;
}

/**
 * Overrides go along by a three-way merge of what the profile said at their place, what it says there now, and the override. Where the
 * profile moves, too, the request has to say which of both holds.
 */
export function carryOverrides(
  intent: Intent,
  options: {
    facts: PlanningFacts;
    /** Of a request that may answer: what is left open blocks it. Others are only told. */
    overrides?: readonly OverrideAnswer[];
  },
): Intent {
  const { base, versions } = options.facts;
  const { overrides = [] } = intent;
  if (!base?.desired.overrides || overrides.length === 0) {
    return intent;
  }
  const before = layersOf(intentOf(base.desired, versions), options.facts);
  const after = layersOf(intent, options.facts);
  const kept: DesiredOverride[] = [];
  const findings: Finding[] = [];
  for (const override of overrides) {
    const isNew = !base.desired.overrides.includes(override);
    const outcome: Outcome = isNew
      ? { keep: true }
      : carry(override, { before, after, answers: options.overrides });
    if (outcome.keep) {
      kept.push(override);
    }
    findings.push(...(outcome.finding ? [outcome.finding] : []));
  }
  return {
    ...intent,
    overrides: kept,
    findings: [...intent.findings, ...findings],
  };
}

/** What the profiles alone say. */
function layersOf(intent: Intent, facts: PlanningFacts): Layers {
  const { desired } = composeDesired({ ...intent, overrides: [] }, facts);
  return new Map(desired.layers.map(layer => [layer.name, layer]));
}

function carry(
  override: DesiredOverride,
  options: {
    before: Layers;
    after: Layers;
    answers?: readonly OverrideAnswer[];
  },
): Outcome {
  const { layer, path, value } = override;
  const about = { layer, path };
  const place = `${path} of layer "${layer}"`;
  const present = options.after.get(layer);
  if (!present) {
    return {
      keep: false,
      finding: {
        ...about,
        severity: 'warn',
        code: 'override-dropped',
        message: `Layer "${layer}" is gone, and with it the override of ${path}.`,
      },
    };
  }
  const was = valueAt(options.before.get(layer)?.values ?? {}, path);
  const is = valueAt(present.values, path);
  if (isSame(was, is)) {
    return { keep: true };
  }
  if (isSame(is, value)) {
    return {
      keep: false,
      finding: {
        ...about,
        severity: 'ok',
        code: 'override-met',
        ...quoting(
          quote =>
            `The profile itself says ${quote(value)} at ${place} now, so the override ends.`,
          {
            without: `The profile itself says what was overridden at ${place} now, so the override ends.`,
          },
        ),
      },
    };
  }
  const moves = (quote: Quote) =>
    `The profile changes ${place} from ${quote(was)} to ${quote(is)}`;
  const answer = options.answers?.find(
    given => given.layer === layer && given.path === path,
  );
  if (answer) {
    const keep = answer.take === 'override';
    return {
      keep,
      finding: {
        ...about,
        severity: 'warn',
        code: keep ? 'override-kept' : 'override-ended',
        ...quoting(
          quote =>
            `${moves(quote)}; the override ${quote(value)} ${keep ? 'is kept' : 'ends'}.`,
          {
            without: `The profile changes what is overridden at ${place}; the override ${keep ? 'is kept' : 'ends'}.`,
          },
        ),
      },
    };
  }
  return {
    keep: true,
    finding: {
      ...about,
      severity: options.answers ? 'block' : 'warn',
      code: 'override-conflict',
      conflict: {
        ...(was === undefined ? {} : { base: was }),
        ours: value,
        ...(is === undefined ? {} : { theirs: is }),
      },
      ...quoting(
        quote => `${moves(quote)}, and it is overridden with ${quote(value)}.`,
        { without: `The profile changes what is overridden at ${place}.` },
      ),
      remedy: options.answers
        ? 'Say which of both holds: in the dialog of the upgrade, or in "overrides" of the request.'
        : 'The override holds; remove it, with a change of its own, where the profile is to hold.',
    },
  };
}

function isSame(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return diffValues(a, b).length === 0;
}
