import { useEffect, useRef, type ReactNode } from 'react';
import type {
  ChangeRequest,
  Plan,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import { ErrorNotice } from '../ErrorNotice/ErrorNotice';
import { PreviewView } from '../PreviewView/PreviewView';
import { visibleText } from '../VisibleText/visibleText';
import { Readable } from '../PageContent/PageContent';
import { CommentField } from './CommentField';
import { useProposal } from './useProposal';
import styles from './ChangeDialog.module.css';

/**
 * Every change that starts on a page: fields, then the plan and who must approve it, then the proposal with the digest of that plan.
 * Without fields the plan is made at once. `request` is absent while the fields are not complete.
 */
export function ChangeDialog(props: {
  title: string;
  request: ChangeRequest | undefined;
  onClose: () => void;
  destructive?: boolean;
  /** Shown between the plan and the buttons, such as a safety question. */
  confirmation?: { element: ReactNode; confirmed: boolean };
  /** Told each plan that is made. */
  onPlan?: (plan: Plan) => void;
  /** What a plan asks back; it stays while the request changes with the answers. */
  questions?: ReactNode;
  children?: ReactNode;
}) {
  const { title, request, onClose, destructive, confirmation, children } =
    props;
  const { onPlan, questions } = props;
  const immediate = children === undefined;
  const proposal = useProposal({ request, immediate });
  const { shown, plan, blocked, busy, failure } = proposal;
  const confirmed = confirmation?.confirmed ?? true;

  // Below long fields, the plan would appear out of sight.
  const planRef = useRef<HTMLDivElement>(null);
  const planned = plan !== undefined && !immediate;
  // What the plan asks back stands above it, and comes after it.
  const asks = questions !== undefined;
  useEffect(() => {
    if (planned) {
      planRef.current?.scrollIntoView({ block: 'start' });
    }
  }, [planned, asks]);

  useEffect(() => {
    if (plan) {
      onPlan?.(plan);
    }
  }, [plan, onPlan]);

  return (
    <Dialog
      isOpen
      onOpenChange={open => !open && onClose()}
      width="min(56rem, 94vw)"
    >
      <DialogHeader>{title}</DialogHeader>
      <DialogBody>
        <Readable>
          <div className={styles.body}>
            {children}
            {(shown || questions) && (
              <div ref={planRef} className={styles.body}>
                {questions}
                {shown && (
                  <PreviewView
                    kind={request?.kind}
                    preview={proposal.preview}
                    planning={proposal.planning}
                    error={proposal.error}
                    onRetry={proposal.retry}
                  />
                )}
              </div>
            )}
            {plan && !blocked && (
              <>
                <CommentField proposal={proposal} />
                {plan.irreversible.length > 0 && (
                  <Alert
                    status="warning"
                    icon
                    title="This cannot be taken back"
                    description={visibleText(plan.irreversible.join(' '))}
                  />
                )}
                {confirmation?.element}
              </>
            )}
            {failure && <ErrorNotice error={failure} />}
          </div>
        </Readable>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          Back
        </Button>
        {shown ? (
          <Button
            variant="primary"
            destructive={destructive}
            isDisabled={!plan || blocked || !confirmed || busy}
            isPending={busy}
            onPress={proposal.propose}
          >
            Propose
          </Button>
        ) : (
          <Button
            variant="primary"
            isDisabled={!request}
            onPress={proposal.ask}
          >
            Show the plan
          </Button>
        )}
      </DialogFooter>
    </Dialog>
  );
}
