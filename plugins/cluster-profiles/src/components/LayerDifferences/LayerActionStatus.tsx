import type { LayerDifference } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Status, type Tone } from '../Status/Status';

const ACTIONS: Record<LayerDifference['action'], readonly [Tone, string]> = {
  added: ['success', 'Added'],
  removed: ['danger', 'Removed'],
  changed: ['info', 'Changed'],
  unchanged: ['neutral', 'Unchanged'],
};

/** What happens to a layer, in a word. */
export function LayerActionStatus(props: {
  action: LayerDifference['action'];
}) {
  const [tone, label] = ACTIONS[props.action];
  return <Status tone={tone}>{label}</Status>;
}
