import { useState } from 'react';
import type {
  ProfileChangeRequest,
  ProfileVersionSummary,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Checkbox, TextAreaField, TextField } from '@backstage/ui';
import { ChangeDialog } from '../../components/ChangeDialog/ChangeDialog';

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Takes a version out of use: proposes to deprecate or to withdraw it, with a reason. */
export function VersionStateDialog(props: {
  profile: string;
  kind: 'deprecate' | 'withdraw';
  version: ProfileVersionSummary;
  onClose: () => void;
}) {
  const { profile, kind, onClose } = props;
  const { version, clusters } = props.version;
  const [reason, setReason] = useState('');
  const [endOfLife, setEndOfLife] = useState('');
  const [force, setForce] = useState(false);

  const complete =
    reason.trim() !== '' && (endOfLife === '' || DATE.test(endOfLife));
  const common = { profile, version, reason: reason.trim() };
  const request: ProfileChangeRequest =
    kind === 'deprecate'
      ? { kind, ...common, endOfLife: endOfLife || undefined }
      : { kind, ...common, force: force || undefined };
  return (
    <ChangeDialog
      title={`${kind === 'deprecate' ? 'Deprecate' : 'Withdraw'} ${profile} ${version}`}
      destructive={kind === 'withdraw'}
      onClose={onClose}
      request={complete ? request : undefined}
    >
      <TextAreaField
        label="Reason"
        description="Everybody who uses or chooses this version sees it."
        isRequired
        rows={2}
        maxLength={2000}
        value={reason}
        onChange={setReason}
      />
      {kind === 'deprecate' ? (
        <TextField
          label="End of life"
          secondaryLabel="Optional"
          description="The day after which it should run nowhere, as YYYY-MM-DD."
          isInvalid={endOfLife !== '' && !DATE.test(endOfLife)}
          value={endOfLife}
          onChange={setEndOfLife}
        />
      ) : (
        <Checkbox isSelected={force} onChange={setForce}>
          Withdraw although {clusters} {clusters === 1 ? 'cluster' : 'clusters'}{' '}
          may use it
        </Checkbox>
      )}
    </ChangeDialog>
  );
}
