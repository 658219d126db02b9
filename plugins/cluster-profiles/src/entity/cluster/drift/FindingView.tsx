import { useState } from 'react';
import type {
  ClusterDetail,
  DriftFinding,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Button, Text } from '@backstage/ui';
import { ChangeDialog } from '../../../components/ChangeDialog/ChangeDialog';
import { ErrorNotice } from '../../../components/ErrorNotice/ErrorNotice';
import { RelativeTime } from '../../../components/RelativeTime/RelativeTime';
import { visibleText } from '../../../components/VisibleText/visibleText';
import { AdoptionNote } from './AdoptionNote';
import { AllowDialog } from './AllowDialog';
import { FieldTable } from './FieldTable';
import { useAdoption } from './useAdoption';
import styles from './Drift.module.css';

/** One object that drifted: its fields, since when, and what can be done about it. */
export function FindingView(props: {
  cluster: ClusterDetail;
  finding: DriftFinding;
}) {
  const { cluster, finding } = props;
  const [open, setOpen] = useState<'adopt' | 'allow'>();
  const close = () => setOpen(undefined);
  const { ignore } = finding.actions!;
  const { adoption, search, searching, error } = useAdoption(
    cluster.name,
    finding,
  );
  const adopt = async () => {
    if (await search()) {
      setOpen('adopt');
    }
  };
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
          isDisabled={!adoption.allowed && !adoption.traceable}
          isPending={searching}
          onPress={adopt}
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
      {!adoption.allowed && (
        <WhyNot
          action="Adopt"
          reason={
            adoption.traceable
              ? `Which value of layer ${finding.layer} sets it is looked for by rendering its chart`
              : adoption.reason
          }
        />
      )}
      {error && <ErrorNotice error={error} what="The value that sets it" />}
      {!ignore.allowed && <WhyNot action="Allow" reason={ignore.reason} />}
      {open === 'adopt' && adoption.request && (
        <ChangeDialog
          title={`Make it the desired value: ${finding.object}`}
          request={adoption.request}
          onClose={close}
          confirmation={{
            element: <AdoptionNote {...adoption} />,
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

export function WhyNot(props: { action: string; reason?: string }) {
  return (
    <Text as="p" color="secondary">
      {props.action}: {visibleText(props.reason ?? 'You may not')}
    </Text>
  );
}
