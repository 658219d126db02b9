import {
  hasBlocker,
  type ChangeKind,
  type Preview,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Alert } from '@backstage/ui';
import { ApprovalStatusView } from '../ApprovalStatusView/ApprovalStatusView';
import { ErrorNotice } from '../ErrorNotice/ErrorNotice';
import { Findings } from '../Findings/Findings';
import { PoliciesLink } from '../PoliciesLink/PoliciesLink';
import { PlanView } from '../PlanView/PlanView';
import { Section } from '../Section/Section';

/** The plan of a request before it is proposed, and who would have to approve it. */
export function PreviewView(props: {
  /** Of the change that it would be. */
  kind?: ChangeKind;
  preview?: Preview;
  planning: boolean;
  error?: Error;
  onRetry: () => void;
  /** Leaves out what only repeats the form: settings, and what is not there yet. */
  brief?: boolean;
}) {
  const { kind, preview, planning, error, onRetry, brief } = props;
  if (error) {
    return (
      <ErrorNotice
        error={error}
        title="The plan could not be made"
        onRetry={onRetry}
      />
    );
  }
  if (planning || !preview) {
    return (
      <Alert role="status" status="info" isPending title="Making the plan" />
    );
  }
  const { plan, approval } = preview;
  const blocked = plan !== undefined && hasBlocker(plan.findings);
  return (
    <>
      {blocked && (
        <Alert
          role="alert"
          status="danger"
          icon
          title="This cannot be proposed as it is"
          description="The findings that block it are listed below, each with what to do about it."
        />
      )}
      {approval && !blocked && (
        <Section
          title="Approval"
          actions={
            kind && plan && <PoliciesLink kind={kind} plan={plan} newTab />
          }
        >
          <ApprovalStatusView approval={approval} />
        </Section>
      )}
      {plan && brief && (
        <Findings
          findings={plan.findings.filter(({ severity }) => severity !== 'ok')}
        />
      )}
      {plan && !brief && (
        <Section title="Plan">
          <PlanView plan={plan} />
        </Section>
      )}
    </>
  );
}
