import { ChooseProfileDialog } from './ChooseProfileDialog';
import type { ClusterDialogProps } from './types';

/** Makes an imported cluster one that its profile describes. */
export function AdoptDialog({ cluster, onClose }: ClusterDialogProps) {
  return (
    <ChooseProfileDialog
      cluster={cluster}
      title={`Adopt ${cluster.name} into a profile`}
      label="Profile"
      description={`The profile decides from then on what ${cluster.name} is made of. The plan says what it changes, what it takes over from whom, and which machines it replaces.`}
      offers={({ type }) => type !== 'add-on'}
      none="No infrastructure or full-stack profile is published."
      toRequest={(profile, parameters) => ({
        kind: 'adopt',
        cluster: cluster.name,
        profile,
        parameters,
      })}
      onClose={onClose}
    />
  );
}
