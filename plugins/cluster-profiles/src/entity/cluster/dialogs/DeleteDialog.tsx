import { useState } from 'react';
import { TextField } from '@backstage/ui';
import { ChangeDialog } from '../../../components/ChangeDialog/ChangeDialog';
import type { ClusterDialogProps } from './types';

/** Deletes a cluster; asks for its name, because nothing brings it back. */
export function DeleteDialog({ cluster, onClose }: ClusterDialogProps) {
  const [name, setName] = useState('');
  return (
    <ChangeDialog
      title={`Delete ${cluster.name}`}
      destructive
      request={{ kind: 'delete', cluster: cluster.name }}
      onClose={onClose}
      confirmation={{
        confirmed: name === cluster.name,
        element: (
          <TextField
            label={`Type ${cluster.name} to confirm`}
            description="The cluster and everything on it is removed. This cannot be rolled back."
            value={name}
            onChange={setName}
            autoComplete="off"
          />
        ),
      }}
    />
  );
}
