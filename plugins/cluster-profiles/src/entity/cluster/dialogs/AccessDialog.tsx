import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  AccessRole,
  ClusterAccess,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Text,
} from '@backstage/ui';
import { clusterProfilesApiRef } from '../../../api/clusterProfilesApiRef';
import { ErrorNotice } from '../../../components/ErrorNotice/ErrorNotice';
import { Loaded } from '../../../components/Loaded/Loaded';
import { Readable } from '../../../components/PageContent/PageContent';
import { visibleText } from '../../../components/VisibleText/visibleText';
import { useLoad } from '../../../hooks/useLoad';
import { useSubjectSignal } from '../../../hooks/useSubjectSignal';
import { AccessApproval, isReason } from './AccessApproval';
import { AccessChoice } from './AccessChoice';
import { accessStanding } from './accessStanding';
import { AccessGranted, KubeconfigButtons } from './AccessGranted';

/** Credentials of a cluster that end by themselves: what the reader may ask for, then the kubeconfig, once. */
export function AccessDialog(props: { cluster: string; onClose: () => void }) {
  const { cluster, onClose } = props;
  const api = useApi(clusterProfilesApiRef);
  const load = useLoad({
    key: cluster,
    load: signal => api.getAccessOffer(cluster, { signal }),
  });
  const [chosen, setChosen] = useState<AccessRole>();
  const [hours, setHours] = useState(1);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Error>();
  const [access, setAccess] = useState<ClusterAccess>();
  const [reason, setReason] = useState('');
  const role = chosen ?? load.value?.roles[0];
  const standing = load.value && role && accessStanding(load.value, role);
  useSubjectSignal({ subject: 'cluster', name: cluster }, load.reload);

  const during = async (work: () => Promise<void>) => {
    setBusy(true);
    setFailure(undefined);
    try {
      await work();
    } catch (cause) {
      setFailure(cause as Error);
    } finally {
      setBusy(false);
    }
  };

  const get = () =>
    during(async () =>
      setAccess(await api.requestAccess(cluster, { role: role!, hours })),
    );
  const ask = () =>
    during(async () => {
      await api.propose({
        kind: 'access',
        cluster,
        role: role!,
        hours,
        reason: reason.trim(),
      });
      setReason('');
      load.reload();
    });

  return (
    <Dialog
      isOpen
      onOpenChange={open => !open && onClose()}
      width="min(44rem, 94vw)"
    >
      <DialogHeader>Get access to {cluster}</DialogHeader>
      <DialogBody>
        <Readable>
          <Flex direction="column" gap="4">
            {access ? (
              <AccessGranted access={access} />
            ) : (
              <Loaded load={load} what="What you may ask for">
                {({ roles, reason: whyNone }) =>
                  role && standing ? (
                    <>
                      <AccessChoice
                        roles={roles}
                        role={role}
                        hours={hours}
                        disabled={busy}
                        onRole={setChosen}
                        onHours={setHours}
                      />
                      <AccessApproval
                        standing={standing}
                        reason={reason}
                        disabled={busy}
                        onReason={setReason}
                      />
                    </>
                  ) : (
                    <Text as="p">
                      {visibleText(whyNone ?? 'There is none')}
                    </Text>
                  )
                }
              </Loaded>
            )}
            {failure && (
              <ErrorNotice error={failure} title="You did not get access" />
            )}
          </Flex>
        </Readable>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          {access ? 'Done' : 'Back'}
        </Button>
        {access && <KubeconfigButtons access={access} />}
        {!access &&
          (standing?.way === 'free' || standing?.way === 'granted') && (
            <Button variant="primary" isPending={busy} onPress={get}>
              Get access
            </Button>
          )}
        {!access && standing?.way === 'ask' && (
          <Button
            variant="primary"
            isDisabled={!isReason(reason) || busy}
            isPending={busy}
            onPress={ask}
          >
            Ask for access
          </Button>
        )}
      </DialogFooter>
    </Dialog>
  );
}
