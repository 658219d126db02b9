import { useEffect, useRef } from 'react';
import type { ClusterAccess } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Alert, Button, Text } from '@backstage/ui';
import { RiDownloadLine, RiFileCopyLine } from '@remixicon/react';
import { HiddenText } from '../../../components/HiddenText/HiddenText';
import { absoluteTime } from '../../../components/RelativeTime/relativeTime';
import { useCopy } from '../../../hooks/useCopy';

/** Until when, and that this is the only time to see it. */
export function AccessGranted({ access }: { access: ClusterAccess }) {
  return (
    <>
      <Alert
        role="status"
        status="success"
        icon
        title={`You have the role ${access.role} until ${absoluteTime(access.expiresAt)}`}
      />
      <Text as="p">
        Take the kubeconfig now: it is kept nowhere, and whoever loses it asks
        again. That you got it is on the record of the cluster.
      </Text>
    </>
  );
}

const COPY = {
  yes: 'Copied',
  no: 'Could not be copied; download it',
};

/** The ways to take it. */
export function KubeconfigButtons({ access }: { access: ClusterAccess }) {
  const { cluster, role, kubeconfig } = access;
  const { copied, copy } = useCopy();
  // The button that was pressed is gone.
  const downloadRef = useRef<HTMLButtonElement>(null);
  useEffect(() => downloadRef.current?.focus(), []);
  return (
    <>
      <Button
        variant="secondary"
        iconStart={<RiFileCopyLine />}
        onPress={() => copy(kubeconfig)}
      >
        {copied ? COPY[copied] : 'Copy'}
      </Button>
      <HiddenText role="status">{copied && COPY[copied]}</HiddenText>
      <Button
        ref={downloadRef}
        variant="primary"
        iconStart={<RiDownloadLine />}
        onPress={() => download(`${cluster}-${role}.yaml`, kubeconfig)}
      >
        Download kubeconfig
      </Button>
    </>
  );
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/yaml' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
