import {
  hideValue,
  type Finding,
  type OverrideConflict,
} from '@cluster-profiles/plugin-cluster-profiles-common';

/** Findings that quote values, and what they say without them. */
const QUOTING: Record<string, string> = {
  'override-met': 'the profile itself says what was overridden, so it ends',
  'override-kept': 'the profile changes what is overridden; it is kept',
  'override-ended': 'the profile changes what is overridden; it ends',
  'override-conflict': 'the profile changes what is overridden',
};

/** The finding as those may read it who may not read values. */
export function withoutValues(finding: Finding): Finding {
  const { code, layer, conflict } = finding;
  return Object.hasOwn(QUOTING, code)
    ? {
        ...finding,
        message: `Layer ${layer}: ${QUOTING[code]}.`,
        ...(conflict && { conflict: hideConflict(conflict) }),
      }
    : finding;
}

/** Which of the three there are is told. */
function hideConflict({
  base,
  ours,
  theirs,
}: OverrideConflict): OverrideConflict {
  return {
    ...(base !== undefined && { base: hideValue(base) }),
    ours: hideValue(ours),
    ...(theirs !== undefined && { theirs: hideValue(theirs) }),
  };
}
