import type { JsonObject, JsonValue } from '@backstage/types';
import {
  canonicalDigest,
  canonicalJson,
  type RecordedDifference,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Clock } from '@cluster-profiles/plugin-cluster-profiles-node';
import type { Knex } from 'knex';
import { recordActivity } from '../activity/recordActivity';
import type { ClusterProfilesConfig } from '../config/ClusterProfilesConfig';

const KEY = 'policies';

/** The rules by what they are called, such as `policy production`. */
type Rules = Record<string, JsonValue>;

/**
 * Appends to the record that the rules are others than at the last start, with what changed. Of several backends that start with the same
 * rules one does so.
 */
export async function recordPolicies(
  knex: Knex,
  options: { config: ClusterProfilesConfig; clock: Clock },
): Promise<void> {
  const rules = rulesOf(options.config);
  const value = canonicalJson(rules);
  await knex.transaction(async tx => {
    const row = await tx('installation')
      .where({ key: KEY })
      .forUpdate()
      .first('value');
    if (row?.value === value) {
      return;
    }
    const before: Rules | undefined = row && JSON.parse(row.value);
    const stored = row
      ? await tx('installation')
          .where({ key: KEY, value: row.value })
          .update({ value })
      : (
          await tx('installation')
            .insert({ key: KEY, value })
            .onConflict('key')
            .ignore()
            .returning('key')
        ).length;
    if (!stored) {
      return; // Another backend has started meanwhile.
    }
    await recordActivity(tx, {
      at: options.clock.now().toISOString(),
      actor: 'system:configuration',
      subject: { kind: 'system', name: 'policies' },
      type: 'policies-changed',
      message: describeRules(before, rules),
      difference: differenceOf(before, rules),
    });
  });
}

/**
 * All that decides who has to agree, when, how much is allowed, what services may, and which signatures are taken. References of targets to
 * credentials are not part of it, nor are keys.
 */
function rulesOf(config: ClusterProfilesConfig): Rules {
  const named = (
    what: string,
    rules: ReadonlyArray<{ name: string }>,
  ): Array<[string, JsonValue]> =>
    rules.map(({ name, ...rule }) => [`${what} ${name}`, rule as JsonObject]);
  return Object.fromEntries([
    ['platform group', config.platformGroup],
    ['changes', config.changes],
    [
      'record',
      {
        keys: config.record.keys.map(({ id }) => id),
        unsignedUntil: config.record.unsignedUntil ?? null,
      },
    ],
    ...named(
      'service',
      config.services.map(({ subject, may }) => ({ name: subject, may })),
    ),
    ...named('policy', config.policies),
    ...named('freeze', config.freezes),
    ...named('owner limit', config.ownerLimits),
    ...named(
      'target',
      config.targets.map(({ name, stage, limits, windows }) => ({
        name,
        stage,
        ...(limits && { limits }),
        ...(windows && { windows }),
      })),
    ),
  ]);
}

/** What changed, in words. */
export function describeRules(before: Rules | undefined, after: Rules): string {
  if (!before) {
    return `The rules are recorded for the first time: ${Object.keys(after).join(', ')}`;
  }
  return changedNames(before, after)
    .map(name => {
      if (!(name in after)) {
        return `${name} is gone`;
      }
      return name in before
        ? `${name} has ${changedParts(before[name], after[name])}`
        : `${name} is new`;
    })
    .join('; ');
}

function changedNames(before: Rules, after: Rules): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    name =>
      canonicalDigest(before[name] ?? null) !==
      canonicalDigest(after[name] ?? null),
  );
}

function changedParts(before: JsonValue, after: JsonValue): string {
  const parts = (value: JsonValue): Rules =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Rules)
      : { value };
  return `another ${changedNames(parts(before), parts(after)).join(', ')}`;
}

/** Digests only: whoever may read the record need not know the rules. */
function differenceOf(
  before: Rules | undefined,
  after: Rules,
): RecordedDifference {
  const digest = (value: JsonValue | undefined) =>
    value === undefined ? null : canonicalDigest(value);
  return {
    digest: { before: digest(before), after: digest(after) },
    ...Object.fromEntries(
      changedNames(before ?? {}, after).map(name => [
        name,
        { before: digest(before?.[name]), after: digest(after[name]) },
      ]),
    ),
  };
}
