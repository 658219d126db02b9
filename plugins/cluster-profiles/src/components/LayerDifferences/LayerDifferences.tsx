import type {
  LayerDifference,
  SemverClass,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { Badge } from '@backstage/ui';
import { groupTitle } from '../StackDiagram/stackGroups';
import { Status, type Tone } from '../Status/Status';
import { ValueDifferences } from '../ValueDifferences/ValueDifferences';
import styles from './LayerDifferences.module.css';

const ACTIONS: Record<LayerDifference['action'], readonly [Tone, string]> = {
  added: ['success', 'Added'],
  removed: ['danger', 'Removed'],
  changed: ['info', 'Changed'],
  unchanged: ['neutral', 'Unchanged'],
};

const SEMVER: Record<SemverClass, string> = {
  major: 'major',
  minor: 'minor',
  patch: 'patch',
  prerelease: 'pre-release',
  downgrade: 'downgrade',
  other: 'other',
};

/**
 * The one list of what happens to layers: a row each, its values folded below, unchanged ones counted.
 * @public
 */
export function LayerDifferences(props: {
  layers: readonly LayerDifference[];
}) {
  const touched = props.layers.filter(({ action }) => action !== 'unchanged');
  const unchanged = props.layers.filter(({ action }) => action === 'unchanged');

  return (
    <div className={styles.root}>
      {touched.length > 0 && (
        <ul className={styles.list}>
          {touched.map(layer => (
            <li key={layer.name} className={styles.layer}>
              <LayerRow layer={layer} />
            </li>
          ))}
        </ul>
      )}
      {unchanged.length > 0 && (
        <details className={styles.unchanged}>
          <summary>
            {unchanged.length === 1
              ? '1 layer stays as it is'
              : `${unchanged.length} layers stay as they are`}
          </summary>
          <p>
            {unchanged
              .map(({ name, versionAfter }) => `${name} ${versionAfter ?? ''}`)
              .join(', ')}
          </p>
        </details>
      )}
      {props.layers.length === 0 && (
        <p className={styles.none}>No layer is touched.</p>
      )}
    </div>
  );
}

function LayerRow({ layer }: { layer: LayerDifference }) {
  const [tone, action] = ACTIONS[layer.action];
  const { values } = layer;
  return (
    <>
      <div className={styles.row}>
        <Status tone={tone}>{action}</Status>
        <span className={styles.name}>
          <strong>{layer.name}</strong>{' '}
          <span className={styles.kind}>
            {groupTitle(layer.kind, layer.category)}
          </span>
        </span>
        <span className={styles.versions}>
          {layer.versionBefore === layer.versionAfter ? (
            layer.versionAfter
          ) : (
            <>
              {layer.versionBefore}
              {layer.versionBefore && layer.versionAfter && ' → '}
              {layer.versionAfter}
            </>
          )}
        </span>
        <span>{layer.semver && <Badge>{SEMVER[layer.semver]}</Badge>}</span>
      </div>
      {values.length > 0 && (
        <details className={styles.values}>
          <summary>
            {values.length === 1 ? '1 value' : `${values.length} values`}
          </summary>
          <ValueDifferences
            differences={values}
            label={`Values of ${layer.name}`}
          />
        </details>
      )}
    </>
  );
}
