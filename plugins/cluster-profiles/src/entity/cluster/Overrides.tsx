import type { DesiredOverride } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Text } from '@backstage/ui';
import { EntityName } from '../../components/EntityName/EntityName';
import { RelativeTime } from '../../components/RelativeTime/RelativeTime';
import { Section } from '../../components/Section/Section';
import { visibleText } from '../../components/VisibleText/visibleText';
import styles from './Overrides.module.css';

/** Values that this cluster has instead of its profile's: which, why, who answers for them, and until when. */
export function Overrides(props: { overrides?: readonly DesiredOverride[] }) {
  const { overrides = [] } = props;
  if (overrides.length === 0) {
    return null;
  }
  return (
    <Section title="Overrides">
      <ul className={styles.overrides}>
        {overrides.map(override => (
          <li key={`${override.layer} ${override.path}`}>
            <strong>{override.layer}</strong>{' '}
            <code>
              {visibleText(override.path)} ={' '}
              {visibleText(JSON.stringify(override.value))}
            </code>
            <Text as="p" color="secondary">
              {visibleText(override.reason)} · answered for by{' '}
              <EntityName entityRef={override.owner} /> · ends{' '}
              <RelativeTime at={override.expires} />
            </Text>
          </li>
        ))}
      </ul>
    </Section>
  );
}
