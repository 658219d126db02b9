import type { JsonObject } from '@backstage/types';
import type { DriftException } from '@cluster-profiles/plugin-cluster-profiles-common';

/** With it a sync leaves what is to be ignored as it is. */
export const RESPECT_IGNORED = 'RespectIgnoreDifferences=true';

/** What Argo CD is to leave alone when it syncs: exceptions that have not ended, as its own spec says them. */
export function ignoreDifferences(
  exceptions: readonly DriftException[],
): JsonObject[] {
  return exceptions.map(({ object, path }) => {
    const [kind, place = ''] = object.split(' ');
    const [first, second] = place.split('/');
    const [namespace, name] =
      second === undefined ? ['', first] : [first, second];
    return {
      group: '*',
      kind,
      ...(namespace && { namespace }),
      ...(name && { name }),
      jqPathExpressions: [toJq(path)],
    };
  });
}

/** A pointer whose entries of lists are named has no other form that Argo CD understands. */
function toJq(path: string): string {
  return path
    .split('/')
    .slice(1)
    .map(segment => segment.replace(/~1/g, '/').replace(/~0/g, '~'))
    .map(segment => {
      const name = JSON.stringify(segment);
      const entry = /^\d+$/.test(segment)
        ? `.[${segment}]`
        : `.[] | select(.name? == ${name})`;
      return `((objects | .[${name}]), (arrays | ${entry}))`;
    })
    .join(' | ');
}
