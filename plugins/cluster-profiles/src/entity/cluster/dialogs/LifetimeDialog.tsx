import { useState } from 'react';
import { TextField } from '@backstage/ui';
import { ChangeDialog } from '../../../components/ChangeDialog/ChangeDialog';
import type { ClusterDialogProps } from './types';

/** Moves the last day of a cluster; the plan says how far the policies let it. */
export function LifetimeDialog({ cluster, onClose }: ClusterDialogProps) {
  const [endsOn, setEndsOn] = useState(cluster.endsOn ?? '');
  const isDay =
    /^\d{4}-\d{2}-\d{2}$/.test(endsOn) && !Number.isNaN(Date.parse(endsOn));
  return (
    <ChangeDialog
      title={`Move the last day of ${cluster.name}`}
      onClose={onClose}
      request={
        isDay && endsOn !== cluster.endsOn
          ? { kind: 'extend-lifetime', cluster: cluster.name, endsOn }
          : undefined
      }
    >
      <TextField
        label="Last day"
        description={`Year, month and day, such as 2027-01-31, in UTC. ${cluster.endsOn ?? 'None'} now. Its deletion is proposed after that day.`}
        value={endsOn}
        onChange={value => setEndsOn(value.trim())}
        autoComplete="off"
      />
    </ChangeDialog>
  );
}
