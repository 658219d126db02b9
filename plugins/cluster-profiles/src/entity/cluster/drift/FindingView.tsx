import { useState } from 'react';
import type {
  ClusterDetail,
  DriftActions,
  DriftFinding,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Button, Text } from '@backstage/ui';
import { ChangeDialog } from '../../../components/ChangeDialog/ChangeDialog';
import { RelativeTime } from '../../../components/RelativeTime/RelativeTime';
import { absoluteTime } from '../../../components/RelativeTime/relativeTime';
import { visibleText } from '../../../components/VisibleText/visibleText';
import { AllowDialog } from './AllowDialog';
import { FieldTable } from './FieldTable';
import styles from './Drift.module.css';

/** One object that drifted: its fields, since when, and what can be done about it. */
export function FindingView(props: {
  cluster: ClusterDetail;
  finding: DriftFinding;
}) {
  const { cluster, finding } = props;
  const [open, setOpen] = useState<'adopt' | 'allow'>();
  const close = () => setOpen(undefined);
  const { adopt, ignore } = finding.actions!;
  return (
    <li className={styles.finding}>
      <div>
        <Text as="p" weight="bold">
          {visibleText(finding.object)}
        </Text>
        <Text as="p" color="secondary">
          seen since <RelativeTime at={finding.openedAt} />
          {finding.changedAt !== finding.openedAt && (
            <>
              , changed <RelativeTime at={finding.changedAt} />
            </>
          )}
          {finding.correctedAt && (
            <>
              , correction triggered <RelativeTime at={finding.correctedAt} />
            </>
          )}
        </Text>
      </div>
      <FieldTable
        label={`Fields of ${finding.object}`}
        differences={finding.differences}
      />
      <div className={styles.actions}>
        <Button
          variant="secondary"
          size="small"
          isDisabled={!adopt.allowed}
          onPress={() => setOpen('adopt')}
        >
          Adopt…
        </Button>
        <Button
          variant="secondary"
          size="small"
          isDisabled={!ignore.allowed}
          onPress={() => setOpen('allow')}
        >
          Allow for a while…
        </Button>
      </div>
      {!adopt.allowed && <WhyNot action="Adopt" reason={adopt.reason} />}
      {!ignore.allowed && <WhyNot action="Allow" reason={ignore.reason} />}
      {open === 'adopt' && adopt.request && (
        <ChangeDialog
          title={`Make it the desired value: ${finding.object}`}
          request={adopt.request}
          onClose={close}
          confirmation={{
            element: <Text as="p">{adoptionNote(adopt.request)}</Text>,
            confirmed: true,
          }}
        />
      )}
      {open === 'allow' && (
        <AllowDialog cluster={cluster} finding={finding} onClose={close} />
      )}
    </li>
  );
}

/** What of the cluster carries it, so that nobody takes what holds for a time for what stays. */
function adoptionNote(
  request: NonNullable<DriftActions['adopt']['request']>,
): string {
  const editor = 'Whoever made the edit does not count as an approver.';
  return request.kind === 'override'
    ? `As an override of ${request.overrides
        .map(({ layer, path }) => `${visibleText(path)} of ${layer}`)
        .join(
          ', ',
        )} until ${absoluteTime(request.expires)}; then its end is proposed. For good, change the profile. ${editor}`
    : editor;
}

export function WhyNot(props: { action: string; reason?: string }) {
  return (
    <Text as="p" color="secondary">
      {props.action}: {visibleText(props.reason ?? 'You may not')}
    </Text>
  );
}
