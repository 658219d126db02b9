import { useState } from 'react';
import type {
  ProfileSummary,
  ProfileVersionSummary,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Badge, Button, Link, Text } from '@backstage/ui';
import { ChangeName } from '../../components/ChangeName/ChangeName';
import { entityNames } from '../../components/EntityName/EntityName';
import { KubernetesVersion } from '../../components/KubernetesVersion/KubernetesVersion';
import { RelativeTime } from '../../components/RelativeTime/RelativeTime';
import { ReleaseNotes } from '../../components/ReleaseNotes/ReleaseNotes';
import { VersionStateStatus } from '../../components/Status/states';
import { visibleText } from '../../components/VisibleText/visibleText';
import { useProfileRoutes } from './useProfileRoutes';
import { VersionStateDialog } from './VersionStateDialog';
import { VersionUsage } from './VersionUsage';
import styles from './ProfileVersions.module.css';

type StateChange = 'deprecate' | 'withdraw';

/** Every published version, the newest first. */
export function VersionTimeline(props: {
  profile: ProfileSummary;
  /** Id of the text that says why nothing can be proposed. */
  refusalId: string;
}) {
  const { profile, refusalId } = props;
  const [dialog, setDialog] = useState<{
    kind: StateChange;
    version: ProfileVersionSummary;
  }>();
  return (
    <>
      <ol className={styles.timeline}>
        {profile.versions.map(version => (
          <li
            key={version.version}
            className={styles.version}
            data-state={version.state}
          >
            <Heading
              profile={profile}
              version={version}
              refusalId={refusalId}
              onChoose={kind => setDialog({ kind, version })}
            />
            <VersionFacts profile={profile.name} version={version} />
          </li>
        ))}
      </ol>
      {dialog && (
        <VersionStateDialog
          profile={profile.name}
          kind={dialog.kind}
          version={dialog.version}
          onClose={() => setDialog(undefined)}
        />
      )}
    </>
  );
}

function Heading(props: {
  profile: ProfileSummary;
  version: ProfileVersionSummary;
  refusalId: string;
  onChoose: (kind: StateChange) => void;
}) {
  const { profile, onChoose } = props;
  const { version, state } = props.version;
  const button = (kind: StateChange, label: string) => (
    <Button
      size="small"
      variant="secondary"
      aria-label={`${label} ${version}`}
      aria-describedby={profile.propose.allowed ? undefined : props.refusalId}
      isDisabled={!profile.propose.allowed}
      onPress={() => onChoose(kind)}
    >
      {label}
    </Button>
  );
  return (
    <div className={styles.heading}>
      <Text as="h4" variant="body-large" weight="bold">
        {version}
      </Text>
      <VersionStateStatus state={state} />
      {version === profile.latestVersion && <Badge>newest</Badge>}
      <span className={styles.buttons}>
        {state === 'published' && button('deprecate', 'Deprecate')}
        {state !== 'withdrawn' && button('withdraw', 'Withdraw')}
      </span>
    </div>
  );
}

function VersionFacts(props: {
  profile: string;
  version: ProfileVersionSummary;
}) {
  const { profile, version } = props;
  const { stateReason, endOfLife, releaseNotes } = version;
  const routes = useProfileRoutes(profile);
  return (
    <>
      <div className={styles.facts}>
        <span>
          Published <RelativeTime at={version.publishedAt} />
        </span>
        {version.kubernetesVersion && (
          <span className={styles.kubernetes}>
            Kubernetes
            <KubernetesVersion
              inline
              version={version.kubernetesVersion}
              endOfLife={version.kubernetesEndOfLife}
            />
          </span>
        )}
        <VersionUsage profile={profile} version={version} />
        <Link href={routes.tab('stack', version.version)}>Stack</Link>
      </div>
      {stateReason && (
        <Text as="p">
          {visibleText(stateReason)}
          {endOfLife && ` End of life: ${endOfLife}.`}
        </Text>
      )}
      {releaseNotes && (
        <ReleaseNotes text={releaseNotes} version={version.version} />
      )}
      <Text as="p" color="secondary">
        Written by {entityNames(version.authors) || 'unknown authors'}
        {version.approvers.length > 0 &&
          `, approved by ${entityNames(version.approvers)}`}
        {'. '}
        <ChangeName id={version.changeId}>
          Publication of {version.version}
        </ChangeName>
      </Text>
    </>
  );
}
