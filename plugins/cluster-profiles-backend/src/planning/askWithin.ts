import type { Finding } from '@cluster-profiles/plugin-cluster-profiles-common';
import { answerWithin } from './answerWithin';
import { forPeople } from './forPeople';

/** Asks a provider or an engine with a time limit. What it refuses or does not answer comes back as a finding. */
export async function askWithin<T>(options: {
  question: (signal: AbortSignal) => Promise<T>;
  who: { kind: 'provider' | 'engine'; id: string; layer?: string };
  /** Milliseconds. */
  timeout: number;
  signal?: AbortSignal;
  /** There is no going on without an answer. */
  isNeeded: boolean;
}): Promise<{ value: T } | { finding: Finding }> {
  const { signal, who } = options;
  try {
    return { value: await answerWithin(options) };
  } catch (error) {
    signal?.throwIfAborted();
    return { finding: toFinding(error as Error, who, options.isNeeded) };
  }
}

function toFinding(
  error: Error,
  {
    kind,
    id,
    layer,
  }: { kind: 'provider' | 'engine'; id: string; layer?: string },
  isNeeded: boolean,
): Finding {
  const about = layer === undefined ? {} : { layer };
  if (error.name === 'ProviderRefusedError') {
    return {
      severity: 'block',
      code: `${kind}-refused`,
      message: error.message,
      ...about,
    };
  }
  const name =
    kind === 'provider' ? `Provider "${id}"` : `Add-on engine "${id}"`;
  return {
    severity: isNeeded ? 'block' : 'warn',
    code: `${kind}-unreachable`,
    message: `${name} did not answer, so the plan is not verified: ${forPeople(error)}.`,
    remedy: isNeeded
      ? 'Plan again when it answers.'
      : 'Plan again when it answers, or go on without knowing what it would say.',
    ...about,
  };
}
