import type { DesiredProfile } from '../model/desired';

/** The profile that a cluster is made from; undefined for an imported one, which takes add-on profiles only. @public */
export function mainProfile({
  profiles,
}: {
  profiles: readonly DesiredProfile[];
}): DesiredProfile | undefined {
  return profiles.find(({ type }) => type !== 'add-on');
}
