import { ChangeDialog } from '../../../components/ChangeDialog/ChangeDialog';
import type { ClusterDialogProps } from './types';

/** Takes over what the configuration says of the target now. */
export function RetargetDialog({ cluster, onClose }: ClusterDialogProps) {
  return (
    <ChangeDialog
      title={`Retarget ${cluster.name}`}
      request={{ kind: 'retarget', cluster: cluster.name }}
      onClose={onClose}
    />
  );
}
