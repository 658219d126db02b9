import type {
  ApprovalStatus,
  CreateRequest,
  UpgradeRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Alert } from '@backstage/ui';
import { requirementWords } from '../../components/ApprovalOutlookList/approvalOutlook';
import { visibleText } from '../../components/VisibleText/visibleText';

/** What happens once the form is sent, as the plan stands. */
export function NextStep(props: {
  request: CreateRequest | UpgradeRequest;
  approval: ApprovalStatus;
}) {
  const { request, approval } = props;
  const waits = approval.missing.length > 0;
  return (
    <Alert
      role="status"
      status="info"
      icon
      title={
        waits
          ? `${request.cluster} will wait for an approval`
          : `${request.cluster} needs no approval`
      }
      description={visibleText(nextStepText({ request, approval }))}
    />
  );
}

/** The same in sentences. */
export function nextStepText(props: {
  request: CreateRequest | UpgradeRequest;
  approval: ApprovalStatus;
}): string {
  const { missing, expiryHours } = props.approval;
  const starts =
    props.request.kind === 'create'
      ? 'the cluster is made'
      : 'the upgrade starts';
  const follow =
    'The result of the form leads to the change, where you follow it.';
  if (missing.length === 0) {
    return `Once you send the form, ${starts} at once. ${follow}`;
  }
  return `Once you send the form, the request waits for ${requirementWords(missing, { reasons: false })}. Those who may give it are told; ${starts} when they agree. Without a decision it expires after ${hoursText(expiryHours)}. ${follow}`;
}

function hoursText(hours: number): string {
  if (hours % 24 === 0) {
    return hours === 24 ? '1 day' : `${hours / 24} days`;
  }
  return hours === 1 ? '1 hour' : `${hours} hours`;
}
