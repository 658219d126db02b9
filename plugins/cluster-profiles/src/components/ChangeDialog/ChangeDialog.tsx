import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import {
  hasBlocker,
  type ChangeRequest,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  TextAreaField,
} from '@backstage/ui';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { usePreview } from '../../hooks/usePreview';
import { changeRouteRef } from '../../routes';
import { ErrorNotice } from '../ErrorNotice/ErrorNotice';
import { PreviewView } from '../PreviewView/PreviewView';
import { visibleText } from '../VisibleText/visibleText';
import { Readable } from '../PageContent/PageContent';
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
  children?: ReactNode;
}) {
  const { title, request, onClose, destructive, confirmation, children } =
    props;
  const api = useApi(clusterProfilesApiRef);
  const navigate = useNavigate();
  const changeRoute = useRouteRef(changeRouteRef);

  const immediate = children === undefined;
  const [asked, setAsked] = useState<ChangeRequest>();
  const current = immediate ? request : asked;
  const upToDate =
    current !== undefined &&
    JSON.stringify(current) === JSON.stringify(request);
  const shown = upToDate ? current : undefined;
  const { preview, planning, error, retry } = usePreview(shown);

  const [comment, setComment] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Error>();

  const plan = shown && preview?.plan;
  const blocked = plan ? hasBlocker(plan.findings) : false;
  const confirmed = confirmation?.confirmed ?? true;

  // Below long fields, the plan would appear out of sight.
  const planRef = useRef<HTMLDivElement>(null);
  const planned = plan !== undefined && !immediate;
  useEffect(() => {
    if (planned) {
      planRef.current?.scrollIntoView({ block: 'start' });
    }
  }, [planned]);

  const propose = async () => {
    if (!shown || !plan) {
      return;
    }
    setBusy(true);
    setFailure(undefined);
    try {
      const change = await api.propose(
        {
          ...shown,
          comment: comment.trim() || undefined,
          seenPlanDigest: plan.planDigest,
        },
        // A second press for the same preview is the same proposal.
        { idempotencyKey: preview!.id },
      );
      navigate(changeRoute({ id: change.id }));
    } catch (cause) {
      setFailure(cause as Error);
      setBusy(false);
    }
  };

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
            {shown && (
              <div ref={planRef} className={styles.body}>
                <PreviewView
                  preview={preview}
                  planning={planning}
                  error={error}
                  onRetry={retry}
                />
              </div>
            )}
            {plan && !blocked && (
              <>
                <TextAreaField
                  label="Why"
                  secondaryLabel="Optional"
                  description="Shown to everybody who reads the change."
                  rows={2}
                  maxLength={2000}
                  value={comment}
                  onChange={setComment}
                />
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
            onPress={propose}
          >
            Propose
          </Button>
        ) : (
          <Button
            variant="primary"
            isDisabled={!request}
            onPress={() => setAsked(request)}
          >
            Show the plan
          </Button>
        )}
      </DialogFooter>
    </Dialog>
  );
}
