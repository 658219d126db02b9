import { isDeepStrictEqual } from 'node:util';
import {
  memberAt,
  type KubernetesObject,
} from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';

/** Whether all that we set in the spec of a live object is as we set it. */
export function isAsComposed(
  live: KubernetesObject,
  { spec = {} }: KubernetesObject,
): boolean {
  return Object.entries(spec).every(([field, value]) =>
    isDeepStrictEqual(memberAt(live, ['spec', field]), value),
  );
}
