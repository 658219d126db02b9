import { useState } from 'react';
import type {
  ProfileSummary,
  ProfileVersionSummary,
  TypicalTime,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { RiTimerLine } from '@remixicon/react';
import { Badge, Button } from '@backstage/ui';
import { outlookWords } from '../../components/ApprovalOutlookList/approvalOutlook';
import { ApprovalOutlookList } from '../../components/ApprovalOutlookList/ApprovalOutlookList';
import { KubernetesVersion } from '../../components/KubernetesVersion/KubernetesVersion';
import type { RadioCard } from '../../components/RadioCards/RadioCards';
import { StackDiagram } from '../../components/StackDiagram/StackDiagram';
import { Status } from '../../components/Status/Status';
import { typicalTimeText } from '../../components/TypicalTime/typicalTime';
import { isUsable, newestOf, refusalOf, titleOf } from './profileChoice';
import styles from './ClusterProfilePicker.module.css';

/** A card shows so many layers; the others are folded. */
const MOST_LAYERS = 10;

/** A profile as one chooses it: with the chosen version, the newest before there is one. */
export function profileCard(
  profile: ProfileSummary,
  options: { version?: string; typicalTime?: TypicalTime } = {},
): RadioCard {
  const shown =
    profile.versions.find(({ version }) => version === options.version) ??
    newestOf(profile);
  const usable = isUsable(profile);
  return {
    value: profile.name,
    title: titleOf(profile),
    badge: profile.lifecycle && <Badge>{profile.lifecycle}</Badge>,
    description: profile.description,
    facts: shown && (
      <Facts
        profile={profile}
        shown={shown}
        typicalTime={options.typicalTime}
      />
    ),
    disabled: !usable,
    reason: usable ? undefined : refusalOf(profile),
    content: shown && (
      <Stack
        layers={shown.layers}
        label={`Stack of ${profile.name} ${shown.version}`}
      />
    ),
    consequences:
      usable && profile.approvals.length > 0 ? (
        <ApprovalOutlookList outlook={outlookWords(profile.approvals)} />
      ) : undefined,
    keywords: [
      profile.description,
      profile.lifecycle,
      shown?.kubernetesVersion,
      ...(shown?.layers ?? []).flatMap(({ name, category }) => [
        name,
        category,
      ]),
    ].join(' '),
  };
}

function Stack(props: {
  layers: ProfileVersionSummary['layers'];
  label: string;
}) {
  const { layers, label } = props;
  const [open, setOpen] = useState(false);
  const folded = layers.length - MOST_LAYERS;
  const words = open
    ? 'Fewer layers'
    : `${folded} more ${folded === 1 ? 'layer' : 'layers'}`;
  return (
    <>
      <StackDiagram
        compact
        layers={open ? layers : layers.slice(0, MOST_LAYERS)}
        label={label}
      />
      {folded > 0 && (
        <Button
          size="small"
          variant="tertiary"
          className={styles.fold}
          aria-expanded={open}
          aria-label={`${words}: ${label}`}
          onPress={() => setOpen(!open)}
        >
          {words}
        </Button>
      )}
    </>
  );
}

function Facts(props: {
  profile: ProfileSummary;
  shown: ProfileVersionSummary;
  typicalTime?: TypicalTime;
}) {
  const { profile, shown, typicalTime } = props;
  const deprecated = profile.versions
    .filter(({ state }) => state === 'deprecated')
    .map(({ version }) => version);
  return (
    <>
      <span>Version {shown.version}</span>
      {shown.kubernetesVersion && (
        <span className={styles.line}>
          <span className={styles.term}>Kubernetes</span>
          <KubernetesVersion
            inline
            version={shown.kubernetesVersion}
            endOfLife={shown.kubernetesEndOfLife}
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
