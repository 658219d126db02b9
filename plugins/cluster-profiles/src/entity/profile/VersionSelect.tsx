import type { ProfileSummary } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Select } from '@backstage/ui';
import { useQueryState } from '../../hooks/useQueryState';

/** Chooses the version that a tab is about; the choice is in the URL. */
export function VersionSelect(props: {
  profile: ProfileSummary;
  version: string;
}) {
  const { update } = useQueryState();
  return (
    <Select
      label="Version"
      selectionMode="single"
      value={props.version}
      onChange={key => update({ version: String(key) })}
      options={props.profile.versions.map(({ version, state }) => ({
        id: version,
        label: state === 'published' ? version : `${version} (${state})`,
      }))}
      style={{ maxWidth: '16rem' }}
    />
  );
}
