import type {
  ClusterDrift,
  LayerDriftException,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Text } from '@backstage/ui';
import { RelativeTime } from '../../../components/RelativeTime/RelativeTime';
import { visibleText } from '../../../components/VisibleText/visibleText';
import { useNow } from '../../../hooks/useNow';
import { FieldTable } from './FieldTable';
import styles from './Drift.module.css';

const MINUTE_MS = 60_000;

/** Where the cluster may differ: what does now, and the exceptions that say so. */
export function Allowed({ drift }: { drift: ClusterDrift }) {
  const now = useNow(MINUTE_MS);
  const { exceptions, layers } = drift;
  if (exceptions.length === 0) {
    return null;
  }
  const differences = layers
    .flatMap(layer => layer.differences ?? [])
    .filter(({ ignored }) => ignored);
  const objects = [...new Set(differences.map(({ object }) => object))];
  return (
    <section className={styles.layer} aria-label="Allowed to differ">
      <Text as="h4" weight="bold">
        Allowed to differ
      </Text>
      {objects.map(object => (
        <div key={object}>
          <Text as="p">{visibleText(object)}</Text>
          <FieldTable
            label={`Allowed fields of ${object}`}
            differences={differences.filter(it => it.object === object)}
          />
        </div>
      ))}
      <ul className={styles.list}>
        {exceptions.map(exception => (
          <li key={keyOf(exception)}>
            {exception.layer}: {visibleText(exception.object)}{' '}
            <code>{visibleText(exception.path)}</code>
            <span className={styles.note}>
              {Date.parse(exception.until) > now ? 'until' : 'ended'}{' '}
              <RelativeTime at={exception.until} />
              {exception.of === 'profile' ? ', by its profile' : ''}:{' '}
              {visibleText(exception.reason)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function keyOf({ layer, object, path, until }: LayerDriftException): string {
  return [layer, object, path, until].join(' ');
}
