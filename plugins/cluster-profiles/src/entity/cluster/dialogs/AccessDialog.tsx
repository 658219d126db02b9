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
import { AccessChoice } from './AccessChoice';
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
  const role = chosen ?? load.value?.roles[0];

  const ask = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      setAccess(await api.requestAccess(cluster, { role: role!, hours }));
    } catch (cause) {
      setFailure(cause as Error);
    } finally {
      setBusy(false);
    }
  };

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
                {({ roles, reason }) =>
                  role ? (
                    <AccessChoice
                      roles={roles}
                      role={role}
                      hours={hours}
                      disabled={busy}
                      onRole={setChosen}
                      onHours={setHours}
                    />
                  ) : (
                    <Text as="p">{visibleText(reason ?? 'There is none')}</Text>
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
        {role && !access && (
          <Button variant="primary" isPending={busy} onPress={ask}>
            Get access
          </Button>
        )}
      </DialogFooter>
    </Dialog>
  );
}
