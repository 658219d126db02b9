import type { FollowPolicy } from '@cluster-profiles/plugin-cluster-profiles-common';

/** What a cluster does when its profile publishes a newer version. */
export const FOLLOW_OPTIONS: ReadonlyArray<{
  id: FollowPolicy;
  label: string;
}> = [
  { id: 'pinned', label: 'Pinned: stays until somebody proposes an upgrade' },
  { id: 'patch', label: 'Patch: new patches are proposed' },
  { id: 'minor', label: 'Minor: new minor versions and patches are proposed' },
];
