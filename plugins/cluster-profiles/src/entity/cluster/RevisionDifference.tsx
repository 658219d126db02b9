import {
  diffLayers,
  diffValues,
  findHidden,
  type DesiredState,
  type Revision,
  type ValueDifference,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Select, Text } from '@backstage/ui';
import { LayerDifferences } from '../../components/LayerDifferences/LayerDifferences';
import { Section } from '../../components/Section/Section';
import { SettingDifferences } from '../../components/SettingDifferences/SettingDifferences';
import { HIDDEN_WORDS } from '../../components/ValueDifferences/ValueDifferences';
import { useQueryState } from '../../hooks/useQueryState';
import styles from './ClusterChanges.module.css';

/** What differs between any two revisions; the choice is in the URL. */
export function RevisionDifference(props: { revisions: readonly Revision[] }) {
  const { revisions } = props;
  const { get, update } = useQueryState();
  const chosen = (name: string, fallback: Revision) =>
    revisions.find(({ number }) => String(number) === get(name)) ?? fallback;
  const from = chosen('from', revisions[1]);
  const to = chosen('to', revisions[0]);
  const options = revisions.map(({ number }) => ({
    id: String(number),
    label: `Revision ${number}`,
  }));
  const settings = diffSettings(from.desired, to.desired);

  return (
    <Section title="Difference between two revisions">
      <div className={styles.selects}>
        <Select
          label="From"
          selectionMode="single"
          value={String(from.number)}
          onChange={key => update({ from: String(key) })}
          options={options}
        />
        <Select
          label="To"
          selectionMode="single"
          value={String(to.number)}
          onChange={key => update({ to: String(key) })}
          options={options}
        />
      </div>
      {findHidden([from.desired, to.desired]) && (
        <Text as="p" color="secondary">
          Values are {HIDDEN_WORDS}. Only what else differs stands here.
        </Text>
      )}
      <LayerDifferences
        layers={diffLayers({
          before: from.desired.layers,
          after: to.desired.layers,
        })}
      />
      {settings.length > 0 ? (
        <SettingDifferences
          differences={settings}
          profiles={to.desired.profiles}
        />
      ) : (
        <Text color="secondary">Settings are the same.</Text>
      )}
    </Section>
  );
}

function diffSettings(
  { layers: _before, ...before }: DesiredState,
  { layers: _after, ...after }: DesiredState,
): ValueDifference[] {
  return diffValues(before, after);
}
