import type { ClusterOverride } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { Tone } from '../../../components/Status/Status';

/** Where an override stands, in words. */
export function overrideStanding(
  { setBy, endedBy, expires }: ClusterOverride,
  now: number,
): { tone: Tone; text: string } {
  if (endedBy) {
    return { tone: 'waiting', text: 'Its end is proposed' };
  }
  if (Date.parse(expires) <= now) {
    return { tone: 'warning', text: 'Its time is over, and it still holds' };
  }
  switch (setBy?.state) {
    case 'accepted':
    case 'applying':
      return { tone: 'progress', text: 'Being applied' };
    case 'failed':
      return { tone: 'danger', text: 'Could not be applied' };
    default:
      return { tone: 'success', text: 'Holds' };
  }
}
