import { useState } from 'react';
import type { JsonObject } from '@backstage/types';
import {
  findHidden,
  type FollowPolicy,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Select } from '@backstage/ui';
import { ChangeDialog } from '../../../components/ChangeDialog/ChangeDialog';
import { FOLLOW_OPTIONS } from '../../../components/followWords';
import { ProfileParameters } from './ProfileParameters';
import type { ClusterDialogProps } from './types';

/**
 * Sets parameters of the main profile, and what the cluster does when a newer version appears; of an imported cluster those of its
 * first add-on profile.
 */
export function ParametersDialog({ cluster, onClose }: ClusterDialogProps) {
  const [main] = cluster.profiles;
  const isAddOn = main.type === 'add-on';
  const current = cluster.desired!.parameters[main.name] ?? {};
  const [parameters, setParameters] = useState<JsonObject>();
  const [follow, setFollow] = useState(cluster.follow);

  const parametersDiffer =
    parameters !== undefined &&
    !findHidden(current) &&
    !sameValues(parameters, current);
  const followDiffers = follow !== cluster.follow;
  return (
    <ChangeDialog
      title={`Set parameters of ${cluster.name}`}
      onClose={onClose}
      request={
        parametersDiffer || followDiffers
          ? {
              kind: 'set-parameters',
              cluster: cluster.name,
              profile: isAddOn ? main.name : undefined,
              parameters: parametersDiffer ? parameters : undefined,
              follow: followDiffers ? follow : undefined,
            }
          : undefined
      }
    >
      <ProfileParameters
        profile={main.name}
        version={main.version}
        current={current}
        onChange={setParameters}
      />
      {!isAddOn && (
        <Select
          label="When the profile publishes a newer version"
          selectionMode="single"
          value={follow}
          onChange={key => setFollow(key as FollowPolicy)}
          options={[...FOLLOW_OPTIONS]}
        />
      )}
    </ChangeDialog>
  );
}

function sameValues(a: JsonObject, b: JsonObject): boolean {
  const text = (value: JsonObject) =>
    JSON.stringify(Object.entries(value).sort(([x], [y]) => (x < y ? -1 : 1)));
  return text(a) === text(b);
}
