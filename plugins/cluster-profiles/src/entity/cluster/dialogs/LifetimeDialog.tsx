import { useState } from 'react';
import { TextField } from '@backstage/ui';
import { ChangeDialog } from '../../../components/ChangeDialog/ChangeDialog';
import type { ClusterDialogProps } from './types';

/** Moves the last day of a cluster; the plan says how far the policies let it. */
export function LifetimeDialog({ cluster, onClose }: ClusterDialogProps) {
  const [endsOn, setEndsOn] = useState(cluster.endsOn ?? '');
  const [today] = useState(() => new Date().toISOString().slice(0, 10));
  const error = whyNoDay(endsOn, today);
  return (
    <ChangeDialog
      title={`Move the last day of ${cluster.name}`}
      onClose={onClose}
      request={
        !error && endsOn !== cluster.endsOn
          ? { kind: 'extend-lifetime', cluster: cluster.name, endsOn }
          : undefined
      }
    >
      <TextField
        label="Last day"
        description={`Year, month and day in UTC, such as 2027-01-31; ${cluster.endsOn ?? 'none'} now. Its deletion is proposed after that day.`}
        isRequired
        validationBehavior="aria"
        // What it has now may be over; who moves it is not told off for that.
        validate={() => (endsOn === cluster.endsOn ? undefined : error)}
        value={endsOn}
        onChange={value => setEndsOn(value.trim())}
        autoComplete="off"
      />
    </ChangeDialog>
  );
}

function whyNoDay(text: string, today: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    return 'Write it as year, month and day, such as 2027-01-31';
  }
  const day = new Date(text);
  // Some read the 30th of February as a day in March.
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text) {
    return 'There is no such day';
  }
  return text < today ? 'It is over; choose a day that is to come' : undefined;
}
