import { Alert, Text, TextAreaField } from '@backstage/ui';
import { ChangeName } from '../../../components/ChangeName/ChangeName';
import { absoluteTime } from '../../../components/RelativeTime/relativeTime';
import { readableText } from '../../../components/VisibleText/readableText';
import type { AccessStanding } from './accessStanding';

const MIN_REASON = 3;

/** Whether a reason says anything. */
export function isReason(reason: string): boolean {
  return reason.trim().length >= MIN_REASON;
}

/** Where the approval stands that a role needs, or what to ask for it with. Nothing where none is needed. */
export function AccessApproval(props: {
  standing: AccessStanding;
  reason: string;
  disabled: boolean;
  onReason: (reason: string) => void;
}) {
  const { standing, reason, disabled, onReason } = props;
  switch (standing.way) {
    case 'granted':
      return (
        <Text as="p">
          <ChangeName id={standing.grant.change}>Granted</ChangeName> until{' '}
          {absoluteTime(standing.grant.until)}; credentials end no later.
        </Text>
      );
    case 'pending': {
      const { change, role, hours, stateReason } = standing.pending;
      const lasts = hours === 1 ? '1 hour' : `${hours} hours`;
      return (
        <>
          <Alert
            role="status"
            status="info"
            icon
            title={`You asked for access as ${role} for ${lasts}`}
            description={
              stateReason
                ? readableText(stateReason)
                : 'Nobody has decided on it yet'
            }
          />
          <Text as="p">
            <ChangeName id={change}>See the change</ChangeName>, or come back
            once it is approved.
          </Text>
        </>
      );
    }
    case 'ask':
      return (
        <>
          <Text as="p">
            This role needs an approval here. The hours count from the approval
            on.
          </Text>
          <TextAreaField
            label="What for"
            description="Whoever approves it reads this."
            isRequired
            isDisabled={disabled}
            rows={2}
            maxLength={2000}
            value={reason}
            onChange={onReason}
          />
        </>
      );
    default:
      return null;
  }
}
