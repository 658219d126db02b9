import { useState } from 'react';
import type { JsonValue } from '@backstage/types';
import {
  MAX_OVERRIDE_DAYS,
  type ClusterDetail,
  type ClusterOverride,
  type OverrideRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import type { OfferedValue } from './offeredValues';
import { readTyped, typedText, valueForm, type ValueForm } from './typedValue';

const DAY_MS = 24 * 3_600_000;
const DEFAULT_DAYS = 14;
const SHORTEST_REASON = 3;

/** Stands for a value that the layer does not have yet. */
export const OTHER = 'other';

export interface OverrideFields {
  layer: string;
  /** JSON pointer, `OTHER`, or nothing as long as none is chosen. */
  path: string;
  /** JSON pointer of another value. */
  other: string;
  text: string;
  reason: string;
  owner: string;
  days: number;
}

export type OverrideErrors = Partial<Record<keyof OverrideFields, string>>;

/** What is typed into the dialog, what is wrong with it, and the request that comes of it. */
export function useOverrideForm(options: {
  cluster: ClusterDetail;
  /** One that is changed. */
  present?: ClusterOverride;
  offered: (layer: string) => readonly OfferedValue[];
}) {
  const { cluster, present, offered } = options;
  const [openedAt] = useState(() => Date.now());
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [fields, setFields] = useState<OverrideFields>(() => ({
    layer: present?.layer ?? '',
    path: present?.path ?? '',
    other: '',
    text: present ? typedText(present.value, valueForm(present.value)) : '',
    reason: present?.reason ?? '',
    owner: present?.owner ?? cluster.owner,
    days: DEFAULT_DAYS,
  }));

  const chosen = offered(fields.layer).find(({ path }) => path === fields.path);
  const schema = chosen?.parameter?.schema;
  const form = valueForm(chosen?.value ?? present?.value, schema);
  const typed = readTyped(fields.text, form, schema);
  const path = fields.path === OTHER ? fields.other.trim() : fields.path;
  const errors = errorsOf(fields, typed, {
    path,
    same:
      !present &&
      'value' in typed &&
      JSON.stringify(typed.value) === JSON.stringify(chosen?.value),
  });
  const expires = errors.days
    ? undefined
    : new Date(openedAt + fields.days * DAY_MS).toISOString();

  return {
    fields,
    form,
    chosen,
    expires,
    /** Sets fields; what is wrong with them is told from then on. */
    set(more: Partial<OverrideFields>) {
      setFields({ ...fields, ...more });
      setTouched(new Set([...touched, ...Object.keys(more)]));
    },
    /** Another place: what was typed for the one before means nothing there. */
    choose(place: Partial<Pick<OverrideFields, 'layer' | 'path'>>) {
      const next = { ...fields, path: '', other: '', ...place };
      const value = offered(next.layer).find(it => it.path === next.path);
      setFields({ ...next, text: startText(value) });
      setTouched(new Set([...touched].filter(name => name !== 'text')));
    },
    errorOf: (name: keyof OverrideFields) =>
      touched.has(name) ? errors[name] : undefined,
    request:
      Object.keys(errors).length === 0 && 'value' in typed && expires
        ? requestOf(cluster, { ...fields, path, expires, value: typed.value })
        : undefined,
  };
}

export type OverrideForm = ReturnType<typeof useOverrideForm>;

function startText(value: OfferedValue | undefined): string {
  const form: ValueForm = valueForm(value?.value, value?.parameter?.schema);
  return form === 'boolean' ? '' : typedText(value?.value, form);
}

function errorsOf(
  { layer, path: place, reason, owner, days }: OverrideFields,
  typed: ReturnType<typeof readTyped>,
  facts: { path: string; same: boolean },
): OverrideErrors {
  const errors: OverrideErrors = {
    layer: layer ? undefined : 'Choose a layer',
    path: place ? undefined : 'Choose a value',
    other:
      place === OTHER && !/^(\/[^/]+)+$/.test(facts.path)
        ? 'Write a JSON pointer, such as /controller/replicaCount'
        : undefined,
    text: whyNotText(typed, facts.same),
    reason:
      reason.trim().length < SHORTEST_REASON
        ? 'Say why: whoever approves it, and whoever finds it later, will ask'
        : undefined,
    owner: owner ? undefined : 'Say who answers for it',
    days:
      Number.isInteger(days) && days >= 1 && days <= MAX_OVERRIDE_DAYS
        ? undefined
        : `A whole number of days, 1 to ${MAX_OVERRIDE_DAYS}`,
  };
  return Object.fromEntries(
    Object.entries(errors).filter(([, error]) => error !== undefined),
  );
}

function whyNotText(
  typed: ReturnType<typeof readTyped>,
  same: boolean,
): string | undefined {
  if ('error' in typed) {
    return typed.error;
  }
  return same ? 'It is that already' : undefined;
}

function requestOf(
  { name, owner: clusterOwner }: ClusterDetail,
  it: {
    layer: string;
    path: string;
    value: JsonValue;
    reason: string;
    owner: string;
    expires: string;
  },
): OverrideRequest {
  return {
    kind: 'override',
    cluster: name,
    overrides: [{ layer: it.layer, path: it.path, value: it.value }],
    reason: it.reason.trim(),
    owner: it.owner === clusterOwner ? undefined : it.owner,
    expires: it.expires,
  };
}
