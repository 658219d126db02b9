import { useState } from 'react';
import { ChangeDialog } from '../../../components/ChangeDialog/ChangeDialog';
import { RadioCards } from '../../../components/RadioCards/RadioCards';
import { addOnProfiles } from '../clusterActions';
import type { ClusterDialogProps } from './types';

/** Takes an add-on profile and its layers off the cluster. */
export function RemoveProfileDialog({ cluster, onClose }: ClusterDialogProps) {
  const profiles = addOnProfiles(cluster);
  const [chosen, setChosen] = useState(
    profiles.length === 1 ? profiles[0].name : undefined,
  );
  return (
    <ChangeDialog
      title={`Remove an add-on profile from ${cluster.name}`}
      destructive
      onClose={onClose}
      request={
        chosen
          ? { kind: 'remove-profile', cluster: cluster.name, profile: chosen }
          : undefined
      }
    >
      <RadioCards
        label="Add-on profile"
        description="The plan says which layers and objects go with it."
        value={chosen}
        onChange={setChosen}
        cards={profiles.map(({ name, version }) => ({
          value: name,
          title: name,
          description: cluster.layers
            .filter(({ profile }) => profile === name)
            .map(layer => layer.name)
            .join(', '),
          facts: `Runs ${version}`,
        }))}
      />
    </ChangeDialog>
  );
}
