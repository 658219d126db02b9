import { useState } from 'react';
import {
  isAutoscaled,
  poolSizeText,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Flex, NumberField, Text } from '@backstage/ui';
import { ChangeDialog } from '../../../components/ChangeDialog/ChangeDialog';
import type { ClusterDialogProps } from './types';

/** Sets replicas of the control plane and of worker pools; only what differs is proposed. */
export function ResizeDialog({ cluster, onClose }: ClusterDialogProps) {
  const pools = cluster.desired!.nodePools;
  const present = pools.controlPlane.replicas;
  const [controlPlane, setControlPlane] = useState(present);
  const sized = pools.workers.filter(pool => !isAutoscaled(pool));
  const scaled = pools.workers.filter(isAutoscaled);
  const [workers, setWorkers] = useState(
    Object.fromEntries(sized.map(({ name, replicas }) => [name, replicas])),
  );

  const changed = Object.fromEntries(
    sized
      .filter(({ name, replicas }) => workers[name] !== replicas)
      .map(({ name }) => [name, workers[name]]),
  );
  const differs = controlPlane !== present || Object.keys(changed).length > 0;
  const valid = [controlPlane, ...Object.values(workers)].every(
    Number.isInteger,
  );

  return (
    <ChangeDialog
      title={`Resize ${cluster.name}`}
      onClose={onClose}
      request={
        differs && valid
          ? {
              kind: 'resize',
              cluster: cluster.name,
              controlPlane: controlPlane === present ? undefined : controlPlane,
              workers: Object.keys(changed).length > 0 ? changed : undefined,
            }
          : undefined
      }
    >
      <Flex gap="4" style={{ flexWrap: 'wrap' }}>
        <NumberField
          label="Control plane"
          description={`${present} now`}
          minValue={1}
          value={controlPlane}
          onChange={setControlPlane}
        />
        {sized.map(({ name, replicas }) => (
          <NumberField
            key={name}
            label={`Workers: ${name}`}
            description={`${replicas} now`}
            minValue={0}
            value={workers[name]}
            onChange={value => setWorkers({ ...workers, [name]: value })}
          />
        ))}
      </Flex>
      {scaled.length > 0 && (
        <Text color="secondary">
          {`An autoscaler decides on ${scaled
            .map(pool => `${pool.name} (${poolSizeText(pool)})`)
            .join(', ')}. Their range is set by parameters, or by the profile.`}
        </Text>
      )}
    </ChangeDialog>
  );
}
