import { ChooseProfileDialog } from './ChooseProfileDialog';
import type { ClusterDialogProps } from './types';

/** Puts an add-on profile on the cluster. */
export function AddProfileDialog({ cluster, onClose }: ClusterDialogProps) {
  return (
    <ChooseProfileDialog
      cluster={cluster}
      title={`Add an add-on profile to ${cluster.name}`}
      label="Add-on profile"
      offers={({ type }) => type === 'add-on'}
      none="No add-on profile is published."
      toRequest={(profile, parameters) => ({
        kind: 'add-profile',
        cluster: cluster.name,
        profile,
        parameters,
      })}
      onClose={onClose}
    />
  );
}
