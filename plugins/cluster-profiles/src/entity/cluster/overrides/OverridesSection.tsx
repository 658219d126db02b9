import { useState } from 'react';
import {
  HIDDEN_VALUE,
  type ClusterDetail,
  type ClusterOverride,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Button, Text } from '@backstage/ui';
import { ChangeDialog } from '../../../components/ChangeDialog/ChangeDialog';
import { ChangeName } from '../../../components/ChangeName/ChangeName';
import { changeStateLabel } from '../../../components/Status/states';
import { EntityName } from '../../../components/EntityName/EntityName';
import { RelativeTime } from '../../../components/RelativeTime/RelativeTime';
import { Section } from '../../../components/Section/Section';
import { Status } from '../../../components/Status/Status';
import { HIDDEN_WORDS } from '../../../components/ValueDifferences/ValueDifferences';
import { visibleText } from '../../../components/VisibleText/visibleText';
import { useNow } from '../../../hooks/useNow';
import { WhyNot } from '../drift/FindingView';
import { OverrideDialog } from './OverrideDialog';
import { overrideStanding } from './overrideStanding';
import styles from './OverridesSection.module.css';

const MINUTE_MS = 60_000;

type Open =
  | { dialog: 'set'; present?: ClusterOverride }
  | { dialog: 'end'; present: ClusterOverride };

/** Values that this cluster has instead of its profile's: which, why, who answers for them, until when, and by which change. */
export function OverridesSection({ cluster }: { cluster: ClusterDetail }) {
  const [open, setOpen] = useState<Open>();
  const now = useNow(MINUTE_MS);
  const { overrides = [], permitted } = cluster;
  if (overrides.length === 0 && !permitted.override.allowed) {
    return null;
  }
  const close = () => setOpen(undefined);
  const end = permitted['remove-override'];
  return (
    <Section
      title="Overrides"
      actions={
        <Button
          size="small"
          variant="secondary"
          isDisabled={!permitted.override.allowed}
          onPress={() => setOpen({ dialog: 'set' })}
        >
          Override a value…
        </Button>
      }
    >
      {!permitted.override.allowed && (
        <WhyNot action="Override" reason={permitted.override.reason} />
      )}
      {overrides.length === 0 ? (
        <Text as="p" color="secondary">
          Every value is the one of its profile.
        </Text>
      ) : (
        <ul className={styles.overrides} aria-label="Overrides">
          {overrides.map(override => (
            <Override
              key={`${override.layer} ${override.path}`}
              override={override}
              now={now}
              onChange={
                permitted.override.allowed
                  ? () => setOpen({ dialog: 'set', present: override })
                  : undefined
              }
              onEnd={
                end.allowed && !override.endedBy
                  ? () => setOpen({ dialog: 'end', present: override })
                  : undefined
              }
            />
          ))}
        </ul>
      )}
      {open?.dialog === 'set' && (
        <OverrideDialog
          cluster={cluster}
          present={open.present}
          onClose={close}
        />
      )}
      {open?.dialog === 'end' && (
        <ChangeDialog
          title={`End the override of ${open.present.layer} on ${cluster.name}`}
          request={endRequest(cluster, open.present)}
          onClose={close}
        />
      )}
    </Section>
  );
}

function Override(props: {
  override: ClusterOverride;
  now: number;
  onChange?: () => void;
  onEnd?: () => void;
}) {
  const { override, now, onChange, onEnd } = props;
  const { layer, path, value, reason, owner, expires, setBy, endedBy } =
    override;
  const { tone, text } = overrideStanding(override, now);
  return (
    <li className={styles.override}>
      <div>
        <div className={styles.value}>
          <strong>{layer}</strong>
          <code>
            {visibleText(path)} ={' '}
            {value === HIDDEN_VALUE
              ? HIDDEN_WORDS
              : visibleText(JSON.stringify(value))}
          </code>
          <Status tone={tone}>{text}</Status>
        </div>
        <p className={styles.reason}>{visibleText(reason)}</p>
        <dl className={styles.facts}>
          <div>
            <dt>Answers for it</dt>
            <dd>
              <EntityName entityRef={owner} />
            </dd>
          </div>
          <div>
            <dt>{Date.parse(expires) > now ? 'Ends' : 'Ended'}</dt>
            <dd>
              <RelativeTime at={expires} />
            </dd>
          </div>
          {setBy && (
            <div>
              <dt>Approved with</dt>
              <dd>
                <ChangeName id={setBy.id}>the change that set it</ChangeName>
              </dd>
            </div>
          )}
          {endedBy && (
            <div>
              <dt>Ended by</dt>
              <dd>
                <ChangeName id={endedBy.id}>a change</ChangeName>:{' '}
                {changeStateLabel(endedBy.state).toLowerCase()}
              </dd>
            </div>
          )}
        </dl>
      </div>
      {(onChange || onEnd) && (
        <div className={styles.actions}>
          {onChange && (
            <Button
              size="small"
              variant="tertiary"
              aria-label={`Change the override ${path} of ${layer}`}
              onPress={onChange}
            >
              Change…
            </Button>
          )}
          {onEnd && (
            <Button
              size="small"
              variant="tertiary"
              aria-label={`End the override ${path} of ${layer}`}
              onPress={onEnd}
            >
              End…
            </Button>
          )}
        </div>
      )}
    </li>
  );
}

function endRequest({ name }: ClusterDetail, { layer, path }: ClusterOverride) {
  return {
    kind: 'remove-override' as const,
    cluster: name,
    overrides: [{ layer, path }],
  };
}
