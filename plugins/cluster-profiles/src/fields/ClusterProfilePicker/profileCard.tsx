import type {
  ProfileSummary,
  TypicalTime,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { RiTimerLine } from '@remixicon/react';
import { Badge } from '@backstage/ui';
import { outlookWords } from '../../components/ApprovalOutlookList/approvalOutlook';
import { ApprovalOutlookList } from '../../components/ApprovalOutlookList/ApprovalOutlookList';
import { KubernetesVersion } from '../../components/KubernetesVersion/KubernetesVersion';
import type { RadioCard } from '../../components/RadioCards/RadioCards';
import { StackDiagram } from '../../components/StackDiagram/StackDiagram';
import { Status } from '../../components/Status/Status';
import { typicalTimeText } from '../../components/TypicalTime/typicalTime';
import { isUsable, newestOf, refusalOf, titleOf } from './profileChoice';
import styles from './ClusterProfilePicker.module.css';

/** A profile with its newest version, as one chooses it. */
export function profileCard(
  profile: ProfileSummary,
  typicalTime?: TypicalTime,
): RadioCard {
  const newest = newestOf(profile);
  const usable = isUsable(profile);
  return {
    value: profile.name,
    title: titleOf(profile),
    badge: profile.lifecycle && <Badge>{profile.lifecycle}</Badge>,
    description: profile.description,
    facts: newest && <Facts profile={profile} typicalTime={typicalTime} />,
    disabled: !usable,
    reason: usable ? undefined : refusalOf(profile),
    content: newest && (
      <StackDiagram
        compact
        layers={newest.layers}
        label={`Stack of ${profile.name} ${newest.version}`}
      />
    ),
    consequences:
      usable && profile.approvals.length > 0 ? (
        <ApprovalOutlookList outlook={outlookWords(profile.approvals)} />
      ) : undefined,
    keywords: [
      profile.description,
      profile.lifecycle,
      newest?.kubernetesVersion,
      ...(newest?.layers ?? []).flatMap(({ name, category }) => [
        name,
        category,
      ]),
    ].join(' '),
  };
}

function Facts(props: { profile: ProfileSummary; typicalTime?: TypicalTime }) {
  const { profile, typicalTime } = props;
  const newest = newestOf(profile)!;
  const deprecated = profile.versions
    .filter(({ state }) => state === 'deprecated')
    .map(({ version }) => version);
  return (
    <>
      <span>Version {newest.version}</span>
      {newest.kubernetesVersion && (
        <span className={styles.line}>
          Kubernetes
          <KubernetesVersion
            inline
            version={newest.kubernetesVersion}
            endOfLife={newest.kubernetesEndOfLife}
          />
        </span>
      )}
      {typicalTime && (
        <span
          className={styles.line}
          title={`Median of the last ${typicalTime.successes} clusters`}
        >
          <RiTimerLine size={16} aria-hidden />
          usually ready in {typicalTimeText(typicalTime.seconds)}
        </span>
      )}
      {deprecated.length > 0 && (
        <Status tone="warning">{deprecatedWords(deprecated)}</Status>
      )}
    </>
  );
}

function deprecatedWords(versions: readonly string[]): string {
  const [newest] = versions;
  return versions.length === 1
    ? `${newest} is deprecated`
    : `${newest} and ${versions.length - 1} older are deprecated`;
}
