import { useId, useMemo } from 'react';
import type {
  LayerDifference,
  SemverClass,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { groupTitle } from '../StackDiagram/stackGroups';
import { useOpened, type Opened } from '../TextDifference/useOpened';
import { visibleText } from '../VisibleText/visibleText';
import { isPin, isValue } from './layerAction';
import { LayerActionStatus } from './LayerActionStatus';
import { LayerValues } from './LayerValues';
import { layerTexts, type LayerAfter } from './layerTexts';
import styles from './LayerDifferences.module.css';

/** How far a version moves, where the action does not say so already. */
const SEMVER: Partial<Record<SemverClass, string>> = {
  minor: 'minor',
  patch: 'patch',
  prerelease: 'pre-release',
};

/**
 * What happens to layers: a row each, unchanged ones counted; then their values before and after.
 * `after` holds the values as they will be, for the context of what differs; `opened` is shared with who waits for
 * long differences to be opened.
 * @public
 */
export function LayerDifferences(props: {
  layers: readonly LayerDifference[];
  after?: readonly LayerAfter[];
  opened?: Opened;
  /** False where a picture of the stack stands in for the rows. */
  rows?: boolean;
}) {
  const { layers, after, rows = true } = props;
  const id = useId();
  const own = useOpened('');
  const texts = useMemo(() => layerTexts(layers, after), [layers, after]);
  const anchors = new Map(
    texts.map(({ layer }, index) => [layer.name, `${id}-${index}`]),
  );
  const touched = layers.filter(({ action }) => action !== 'unchanged');
  const unchanged = layers.filter(({ action }) => action === 'unchanged');

  return (
    <div className={styles.root}>
      {rows && touched.length > 0 && (
        <ul className={styles.list} aria-label="Layers that change">
          {touched.map(layer => (
            <li key={layer.name} className={styles.row}>
              <LayerRow layer={layer} anchor={anchors.get(layer.name)} />
            </li>
          ))}
        </ul>
      )}
      {rows && unchanged.length > 0 && (
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
      {layers.length === 0 && (
        <p className={styles.none}>No layer is touched.</p>
      )}
      {texts.map(text => (
        <LayerValues
          key={text.layer.name}
          id={anchors.get(text.layer.name)!}
          text={text}
          opened={props.opened ?? own}
        />
      ))}
    </div>
  );
}

function LayerRow(props: { layer: LayerDifference; anchor?: string }) {
  const { layer, anchor } = props;
  const linked = layer.values.some(difference => !isPin(difference))
    ? anchor
    : undefined;
  return (
    <>
      <LayerActionStatus layer={layer} />
      <span className={styles.name}>
        <strong>{visibleText(layer.name)}</strong>{' '}
        <span className={styles.kind}>
          {groupTitle(layer.kind, layer.category)}
        </span>
      </span>
      <span className={styles.versions}>{versionsText(layer)}</span>
      <span className={styles.semver}>
        {layer.semver && SEMVER[layer.semver]}
      </span>
      <span className={styles.jump}>
        {linked && (
          <a
            href={`#${linked}`}
            aria-label={`Differences of ${layer.name}`}
            onClick={event => {
              // The address of the page stays: it is no place to keep where somebody has scrolled to.
              event.preventDefault();
              document.getElementById(linked)?.focus();
            }}
          >
            {valuesText(layer)}
          </a>
        )}
        {!linked && layer.action === 'changed' && 'no values change'}
      </span>
    </>
  );
}

function valuesText({ values }: LayerDifference): string {
  const count = values.filter(isValue).length;
  if (count === 0) {
    return 'details';
  }
  return count === 1 ? '1 value' : `${count} values`;
}

/** `1.3.0 → 1.4.0`, or the one version there is. */
function versionsText(layer: LayerDifference): string {
  const { versionBefore = '', versionAfter = '' } = layer;
  const versions =
    versionBefore === versionAfter
      ? [versionAfter]
      : [versionBefore, versionAfter];
  return visibleText(versions.filter(Boolean).join(' → '));
}
