import { useState } from 'react';
import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Text,
  TextAreaField,
} from '@backstage/ui';
import { Readable } from '../PageContent/PageContent';
import { ErrorNotice } from '../ErrorNotice/ErrorNotice';

/** Asks for a reason before something that others will read about. */
export function ReasonDialog(props: {
  title: string;
  description?: string;
  /** What may go wrong. */
  warning?: string;
  action: string;
  destructive?: boolean;
  isOpen: boolean;
  onClose: () => void;
  onConfirm: (reason: string) => Promise<void>;
}) {
  const { title, description, warning, action, destructive, isOpen, onClose } =
    props;
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error>();

  const confirm = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await props.onConfirm(reason.trim());
      setReason('');
      onClose();
    } catch (cause) {
      setError(cause as Error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={open => !open && onClose()}
      isDismissable
      width={480}
    >
      <DialogHeader>{title}</DialogHeader>
      <DialogBody>
        <Readable>
          <Flex direction="column" gap="3">
            {description && <Text as="p">{description}</Text>}
            {warning && <Alert status="warning" icon description={warning} />}
            <TextAreaField
              label="Reason"
              description="Everybody who reads the change sees it."
              isRequired
              maxLength={2000}
              value={reason}
              onChange={setReason}
            />
            {error && <ErrorNotice error={error} />}
          </Flex>
        </Readable>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          Back
        </Button>
        <Button
          variant="primary"
          destructive={destructive}
          isDisabled={!reason.trim() || busy}
          isPending={busy}
          onPress={confirm}
        >
          {action}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
