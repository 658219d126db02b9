import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { Change } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Button } from '@backstage/ui';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { entityNames } from '../../components/EntityName/EntityName';
import { ReasonDialog } from '../../components/ReasonDialog/ReasonDialog';

/** The way past the approvals, for the few who may take it, while the change waits for them. */
export function BreakGlassButton(props: {
  change: Change;
  /** Absent while the plan must not be decided on. */
  shownDigest?: string;
  onDone: () => void;
}) {
  const { change, shownDigest, onDone } = props;
  const api = useApi(clusterProfilesApiRef);
  const [asking, setAsking] = useState(false);
  if (
    change.state !== 'awaiting-approval' ||
    !change.permitted.breakGlass.allowed
  ) {
    return null;
  }
  return (
    <>
      <Button
        variant="secondary"
        isDisabled={!shownDigest}
        onPress={() => setAsking(true)}
      >
        Break glass…
      </Button>
      <ReasonDialog
        title="Apply it now, without approvals"
        description={`The owner, everybody who would have had to approve, and the platform team are told at once. Two others review it afterwards${whoMay(change)}; until they have, you cannot do this again. If they reject it, a change that takes it back is proposed.`}
        warning={warningOf(change)}
        action="Break glass"
        destructive
        isOpen={asking}
        onClose={() => setAsking(false)}
        onConfirm={async reason => {
          await api.breakGlass(change.id, { planDigest: shownDigest!, reason });
          onDone();
        }}
      />
    </>
  );
}

function whoMay({ possibleReview }: Change): string {
  return possibleReview && possibleReview.remedy === undefined
    ? `, of ${possibleReview.people} who may in ${entityNames(possibleReview.groups)}`
    : '';
}

function warningOf({ possibleReview }: Change): string | undefined {
  if (possibleReview?.remedy === undefined) {
    return undefined;
  }
  const { groups, people, remedy } = possibleReview;
  return `${people === 0 ? 'Nobody' : `Only ${people}`} in ${entityNames(groups)} may review it, so its review would stay open. ${remedy}.`;
}
