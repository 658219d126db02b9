import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { ProfileDocument } from '@cluster-profiles/plugin-cluster-profiles-common';

const GROUP = /^group:[a-z0-9-]+\/[a-z0-9._-]+$/;

/** Full entity reference of the owning group; undefined when it is none. */
export function ownerRef(document: ProfileDocument): string | undefined {
  try {
    const ref = stringifyEntityRef(
      parseEntityRef(document.spec.owner, { defaultKind: 'group' }),
    );
    return GROUP.test(ref) ? ref : undefined;
  } catch {
    // parseEntityRef has no way to ask first
    return undefined;
  }
}
