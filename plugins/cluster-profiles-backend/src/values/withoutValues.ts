import {
  hideValue,
  type Finding,
  type OverrideConflict,
} from '@cluster-profiles/plugin-cluster-profiles-common';

/** What findings that quote values say without them, of plans that were stored before findings said so themselves. */
const OF_STORED: Record<string, string> = {
  'override-met': 'the profile itself says what was overridden, so it ends',
  'override-kept': 'the profile changes what is overridden; it is kept',
  'override-ended': 'the profile changes what is overridden; it ends',
  'override-conflict': 'the profile changes what is overridden',
};

/** The finding as those may read it who may not read values. */
export function withoutValues({
  messageWithoutValues,
  ...finding
}: Finding): Finding {
  const { code, layer, conflict } = finding;
  const message =
    messageWithoutValues ??
    (Object.hasOwn(OF_STORED, code)
      ? `Layer ${layer}: ${OF_STORED[code]}.`
      : finding.message);
  return {
    ...finding,
    message,
    ...(conflict && { conflict: hideConflict(conflict) }),
  };
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
