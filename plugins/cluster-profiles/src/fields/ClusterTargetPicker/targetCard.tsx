import type {
  ProfileSummary,
  Stage,
  TargetListItem,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Badge } from '@backstage/ui';
import { RiCloudLine, RiMapPin2Line } from '@remixicon/react';
import { outlookWords } from '../../components/ApprovalOutlookList/approvalOutlook';
import { ApprovalOutlookList } from '../../components/ApprovalOutlookList/ApprovalOutlookList';
import { entityNames } from '../../components/EntityName/EntityName';
import { Findings } from '../../components/Findings/Findings';
import type { RadioCard } from '../../components/RadioCards/RadioCards';
import { askSomebody } from '../askSomebody';
import styles from './ClusterTargetPicker.module.css';

const STAGES: readonly Stage[] = ['development', 'staging', 'production'];

/** As they are offered: those that can be chosen first, from development to production. */
export function inOrder(targets: readonly TargetListItem[]): TargetListItem[] {
  return [...targets].sort(
    (a, b) =>
      Number(b.use.allowed) - Number(a.use.allowed) ||
      STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage) ||
      a.name.localeCompare(b.name),
  );
}

/** Why a cluster cannot go there, and whom to ask. */
export function targetRefusal(
  target: TargetListItem,
  profile?: ProfileSummary,
): string {
  return askSomebody(
    target.use.reason ?? 'You may not use it',
    profile ? entityNames([profile.owner]) : 'the platform team',
  );
}

/** A target with what a cluster of the chosen profile would need there. */
export function targetCard(
  target: TargetListItem,
  context: { profile?: ProfileSummary; owner?: string },
): RadioCard {
  const { profile, owner } = context;
  const { allowed } = target.use;
  const outlook = allowed
    ? outlookWords(profile?.approvals ?? [], { target: target.name, owner })
    : [];
  // What it runs with is for whoever runs the portal.
  const troubles = target.findings.filter(({ severity }) => severity !== 'ok');
  return {
    value: target.name,
    title: target.title ?? target.name,
    badge: <Badge>{target.stage}</Badge>,
    description: target.description,
    facts: (
      <span className={styles.facts}>
        {target.title && <code className={styles.name}>{target.name}</code>}
        <span className={styles.fact}>
          <RiMapPin2Line size={16} aria-hidden />
          {target.region}
        </span>
        <span className={styles.fact}>
          <RiCloudLine size={16} aria-hidden />
          {target.provider}
        </span>
      </span>
    ),
    disabled: !allowed,
    reason: allowed ? undefined : targetRefusal(target, profile),
    content: troubles.length > 0 && <Findings findings={troubles} />,
    consequences:
      outlook.length > 0 ? (
        <ApprovalOutlookList
          outlook={outlook}
          // One stage, one owner: the badge has told it.
          withoutPlace={outlook.length === 1}
        />
      ) : undefined,
    keywords: [
      target.stage,
      target.region,
      target.provider,
      target.description,
    ].join(' '),
  };
}
