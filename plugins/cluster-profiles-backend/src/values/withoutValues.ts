import type { Finding } from '@cluster-profiles/plugin-cluster-profiles-common';

/** Findings that quote values, and what they say without them. */
const QUOTING: Record<string, string> = {
  'override-met': 'the profile itself says what was overridden, so it ends',
  'override-kept': 'the profile changes what is overridden; it is kept',
  'override-ended': 'the profile changes what is overridden; it ends',
  'override-conflict': 'the profile changes what is overridden',
};

/** The finding as those may read it who may not read values. */
export function withoutValues(finding: Finding): Finding {
  const { code, layer } = finding;
  return Object.hasOwn(QUOTING, code)
    ? { ...finding, message: `Layer ${layer}: ${QUOTING[code]}.` }
    : finding;
}
