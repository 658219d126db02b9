import { isDeepStrictEqual } from 'node:util';
import type { DesiredLayer } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Adoption, Common, TracedValue } from './adoption';

/** Has values of a layer overridden for a time. Pure. */
export function toOverride(
  values: readonly TracedValue[],
  options: {
    layer: Pick<DesiredLayer, 'name'>;
    /** ISO. */
    until: string;
    common: Common;
  },
): Adoption {
  const { layer, until, common } = options;
  const contested = values.find(({ path, value }) =>
    values.some(
      other => other.path === path && !isDeepStrictEqual(other.value, value),
    ),
  );
  if (contested) {
    return {
      reason: `${contested.path} of layer ${layer.name} would have to be two things at once; make an exception for one of the fields`,
    };
  }
  return {
    request: {
      kind: 'override',
      ...common,
      overrides: values
        .filter(
          ({ path }, index) =>
            values.findIndex(other => other.path === path) === index,
        )
        .map(value => ({ layer: layer.name, ...value })),
      reason: common.comment!,
      expires: until,
    },
  };
}
