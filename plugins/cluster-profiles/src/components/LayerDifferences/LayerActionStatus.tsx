import { Status } from '../Status/Status';
import { layerAction, type LayerMove } from './layerAction';

/** What happens to a layer, in a word. */
export function LayerActionStatus(props: { layer: LayerMove }) {
  const [tone, label] = layerAction(props.layer);
  return <Status tone={tone}>{label}</Status>;
}
