import { useState } from 'react';
import type {
  ClusterDetail,
  DriftFinding,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  Checkbox,
  Flex,
  NumberField,
  Text,
  TextAreaField,
} from '@backstage/ui';
import { ChangeDialog } from '../../../components/ChangeDialog/ChangeDialog';
import { absoluteTime } from '../../../components/RelativeTime/relativeTime';
import { visibleText } from '../../../components/VisibleText/visibleText';

const DAY_MS = 24 * 3_600_000;
const MOST_DAYS = 365;

/** Proposes that fields of an object may differ for some days. */
export function AllowDialog(props: {
  cluster: ClusterDetail;
  finding: DriftFinding;
  onClose: () => void;
}) {
  const { cluster, finding, onClose } = props;
  const paths = finding.differences
    .filter(({ whole }) => !whole)
    .map(({ path }) => path);
  const [chosen, setChosen] = useState<readonly string[]>(paths);
  const [reason, setReason] = useState('');
  const [days, setDays] = useState(30);
  const [openedAt] = useState(() => Date.now());

  // An emptied field is not a number.
  const until =
    Number.isInteger(days) && days >= 1 && days <= MOST_DAYS
      ? new Date(openedAt + days * DAY_MS).toISOString()
      : undefined;
  return (
    <ChangeDialog
      title={`Allow ${finding.object} to differ`}
      onClose={onClose}
      request={
        until && chosen.length > 0 && reason.trim().length >= 3
          ? {
              kind: 'set-parameters',
              cluster: cluster.name,
              profile: cluster.layers.find(({ name }) => name === finding.layer)
                ?.profile,
              driftExceptions: chosen.map(path => ({
                layer: finding.layer,
                object: finding.object,
                path,
                reason: reason.trim(),
                until,
              })),
            }
          : undefined
      }
    >
      <Flex direction="column" gap="3">
        <Text as="p" color="secondary">
          What is ticked stays as it is: corrections leave it alone until then,
          and afterwards it is drift again.
        </Text>
        <div role="group" aria-label="Fields">
          {paths.map(path => (
            <Checkbox
              key={path}
              isSelected={chosen.includes(path)}
              onChange={selected =>
                setChosen(
                  paths.filter(other =>
                    other === path ? selected : chosen.includes(other),
                  ),
                )
              }
            >
              {visibleText(path)}
            </Checkbox>
          ))}
        </div>
        <TextAreaField
          label="Reason"
          description="Everybody who reads the change sees it."
          isRequired
          maxLength={500}
          value={reason}
          onChange={setReason}
        />
        <NumberField
          label="Days"
          description={
            until
              ? `1 to ${MOST_DAYS}; until ${absoluteTime(until)}`
              : `1 to ${MOST_DAYS}`
          }
          minValue={1}
          maxValue={MOST_DAYS}
          value={days}
          onChange={setDays}
        />
      </Flex>
    </ChangeDialog>
  );
}
