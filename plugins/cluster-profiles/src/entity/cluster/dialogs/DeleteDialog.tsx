import { useState } from 'react';
import { Text, TextAreaField, TextField } from '@backstage/ui';
import { ChangeDialog } from '../../../components/ChangeDialog/ChangeDialog';
import type { ClusterDialogProps } from './types';

const MIN_REASON = 3;

/** Deletes a cluster; asks for its name, because nothing brings it back. A deletion that is late is ended by force, for a reason. */
export function DeleteDialog({ cluster, onClose }: ClusterDialogProps) {
  const [name, setName] = useState('');
  const [reason, setReason] = useState('');
  const force = cluster.forceDelete !== undefined;
  const confirmation = {
    confirmed: name === cluster.name,
    element: (
      <TextField
        label={`Type ${cluster.name} to confirm`}
        description={
          force
            ? 'What is left behind is given up. This cannot be rolled back.'
            : 'The cluster and everything on it is removed. This cannot be rolled back.'
        }
        value={name}
        onChange={setName}
        autoComplete="off"
      />
    ),
  };
  const common = { destructive: true, onClose, confirmation };
  const request = { kind: 'delete', cluster: cluster.name } as const;
  if (!force) {
    return (
      <ChangeDialog
        {...common}
        title={`Delete ${cluster.name}`}
        request={request}
      />
    );
  }
  const said = reason.trim();
  return (
    <ChangeDialog
      {...common}
      title={`Force the deletion of ${cluster.name}`}
      request={
        said.length >= MIN_REASON
          ? { ...request, force: true, reason: said }
          : undefined
      }
    >
      <Text as="p">
        The deletion does not come to an end: {cluster.phaseReason} By force it
        ends without waiting for what is left.
      </Text>
      <TextAreaField
        label="Reason"
        description="Everybody who reads the change sees it."
        isRequired
        rows={2}
        maxLength={2000}
        value={reason}
        onChange={setReason}
      />
    </ChangeDialog>
  );
}
