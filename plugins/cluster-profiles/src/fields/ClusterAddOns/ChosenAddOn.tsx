import { useApi } from '@backstage/core-plugin-api';
import type { ProfileSummary } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Flex, Text } from '@backstage/ui';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { Loaded } from '../../components/Loaded/Loaded';
import { useLoad } from '../../hooks/useLoad';
import { ParametersInput } from '../ClusterParameters/ParametersInput';
import { titleOf } from '../ClusterProfilePicker/profileChoice';
import { VersionChoice } from '../ClusterProfilePicker/VersionChoice';
import type { AddOnProfile } from '../formData';

const NOTHING = {};

/** Version and parameters of one add-on profile. */
export function ChosenAddOn(props: {
  addOn: AddOnProfile;
  /** Absent of one that is not offered. */
  profile: ProfileSummary | undefined;
  disabled?: boolean;
  onChange: (addOn: AddOnProfile) => void;
}) {
  const { addOn, profile, disabled, onChange } = props;
  const { name, version } = addOn;
  const api = useApi(clusterProfilesApiRef);
  const load = useLoad({
    key: `${name} ${version}`,
    load: async signal =>
      (await api.getProfileVersion(name, version, { signal })).document.spec
        .parameters ?? null,
  });
  if (!profile) {
    return null;
  }
  const title = titleOf(profile);
  return (
    <Flex direction="column" gap="3" role="group" aria-label={title}>
      <Text as="h3" variant="title-x-small">
        {title}
      </Text>
      <VersionChoice
        profile={profile}
        version={version}
        disabled={disabled}
        onChange={next => onChange({ ...addOn, version: next })}
      />
      <Loaded load={load} what="The parameters">
        {schema => (
          <ParametersInput
            name={name}
            source={{ schema: schema ?? undefined, current: NOTHING }}
            formData={addOn.parameters}
            disabled={disabled}
            onChange={parameters => onChange({ ...addOn, parameters })}
          />
        )}
      </Loaded>
    </Flex>
  );
}
