import { ChangeDialog } from '../../../components/ChangeDialog/ChangeDialog';
import type { ClusterDialogProps } from './types';

/** Pauses or resumes, protects or stops protecting: one press and a plan. */
export function FlagDialog({ cluster, action, onClose }: ClusterDialogProps) {
  const { name, paused } = cluster;
  if (action === 'pause') {
    return (
      <ChangeDialog
        title={`${paused ? 'Resume' : 'Pause'} ${name}`}
        request={{ kind: paused ? 'resume' : 'pause', cluster: name }}
        onClose={onClose}
      />
    );
  }
  return (
    <ChangeDialog
      title={
        cluster.protected
          ? `Remove the protection of ${name}`
          : `Protect ${name} from deletion`
      }
      request={{
        kind: 'protect',
        cluster: name,
        protected: !cluster.protected,
      }}
      onClose={onClose}
    />
  );
}
