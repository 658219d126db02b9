import { useState } from 'react';
import type {
  ProfileChangeRequest,
  ProfileVersionSummary,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Checkbox, Text, TextAreaField, TextField } from '@backstage/ui';
import { ChangeDialog } from '../../components/ChangeDialog/ChangeDialog';

/** A day of the calendar as YYYY-MM-DD. */
function isDate(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : NaN;
  // A browser takes 31 February for a day in March.
  return (
    !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text
  );
}

/** Takes a version out of use: proposes to deprecate or to withdraw it, with a reason. */
export function VersionStateDialog(props: {
  profile: string;
  kind: 'deprecate' | 'withdraw';
  version: ProfileVersionSummary;
  onClose: () => void;
}) {
  const { profile, kind, onClose } = props;
  const { version, clusters, leaving } = props.version;
  const users = clusters + leaving;
  const [reason, setReason] = useState('');
  const [endOfLife, setEndOfLife] = useState('');
  const [force, setForce] = useState(false);

  const complete =
    reason.trim() !== '' && (endOfLife === '' || isDate(endOfLife));
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
          validate={() =>
            endOfLife === '' || isDate(endOfLife)
              ? null
              : 'Enter a day such as 2027-02-28'
          }
          validationBehavior="aria"
          value={endOfLife}
          onChange={setEndOfLife}
        />
      ) : (
        <>
          <Text as="p">
            {users === 0
              ? 'No cluster uses it. Nobody can request or upgrade to it afterwards; it stays readable in the record.'
              : `${users === 1 ? '1 cluster uses' : `${users} clusters use`} it. A version in use can only be withdrawn by force: those clusters keep running it, and whoever changes them is warned; once they leave it, they cannot roll back to it.`}
          </Text>
          {users > 0 && (
            <Checkbox isSelected={force} onChange={setForce}>
              Withdraw by force although it is in use
            </Checkbox>
          )}
        </>
      )}
    </ChangeDialog>
  );
}
