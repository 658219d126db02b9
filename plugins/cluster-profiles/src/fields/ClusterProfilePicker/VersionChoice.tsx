import type {
  ProfileSummary,
  ProfileVersionSummary,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Select } from '@backstage/ui';
import { KubernetesVersion } from '../../components/KubernetesVersion/KubernetesVersion';
import { RelativeTime } from '../../components/RelativeTime/RelativeTime';
import { ReleaseNotes } from '../../components/ReleaseNotes/ReleaseNotes';
import styles from './ClusterProfilePicker.module.css';

/** Which version of the chosen profile: the newest unless the requester needs another; deprecated ones are named, and refused. */
export function VersionChoice(props: {
  profile: ProfileSummary;
  version: string;
  onChange: (version: string) => void;
  disabled?: boolean;
}) {
  const { profile, version, disabled } = props;
  const chosen = profile.versions.find(other => other.version === version);
  return (
    <div className={styles.chosen}>
      <Select
        label="Version"
        className={styles.select}
        selectionMode="single"
        isDisabled={disabled}
        value={version}
        onChange={key => key && props.onChange(String(key))}
        options={profile.versions
          .filter(({ state }) => state !== 'withdrawn')
          .map(other => ({
            id: other.version,
            label: versionLabel(other, profile.latestVersion),
            disabled: other.state !== 'published',
          }))}
      />
      {chosen && (
        <>
          <span className={styles.facts}>
            <span>
              Published <RelativeTime at={chosen.publishedAt} />
            </span>
            {chosen.kubernetesVersion && (
              <span>
                {'Kubernetes '}
                <KubernetesVersion
                  inline
                  version={chosen.kubernetesVersion}
                  endOfLife={chosen.kubernetesEndOfLife}
                />
              </span>
            )}
          </span>
          {chosen.releaseNotes && (
            <ReleaseNotes text={chosen.releaseNotes} version={version} />
          )}
        </>
      )}
    </div>
  );
}

function versionLabel(
  { version, state, endOfLife }: ProfileVersionSummary,
  newest: string | undefined,
): string {
  if (state !== 'published') {
    return `${version} (deprecated${endOfLife ? `, end of life ${endOfLife}` : ''})`;
  }
  return version === newest ? `${version} (newest)` : version;
}
