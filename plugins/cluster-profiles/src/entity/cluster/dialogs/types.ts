import type { ClusterDetail } from '@cluster-profiles/plugin-cluster-profiles-common';
import type { ClusterActionId } from '../clusterActions';

export interface ClusterDialogProps {
  cluster: ClusterDetail;
  action: ClusterActionId;
  onClose: () => void;
}
