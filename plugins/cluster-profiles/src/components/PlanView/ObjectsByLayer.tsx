import { useState } from 'react';
import type {
  LayerObjectChange,
  LayerObjects,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { FirstFew } from '../FirstFew/FirstFew';
import { Status, type Tone } from '../Status/Status';
import { ValueDifferences } from '../ValueDifferences/ValueDifferences';
import { visibleText } from '../VisibleText/visibleText';
import { fieldText } from './planTexts';
import styles from './ObjectsByLayer.module.css';

const ACTIONS: Record<LayerObjectChange['action'], readonly [Tone, string]> = {
  removed: ['danger', 'Removed'],
  changed: ['info', 'Changed'],
  added: ['success', 'Added'],
  kept: ['neutral', 'Left behind'],
};

/** Objects of one layer that are shown before the reader opens the rest. */
const MOST = 12;

/** What becomes of the objects of each layer: a row a layer, which opens in place. */
export function ObjectsByLayer(props: { layers: readonly LayerObjects[] }) {
  return (
    <ul className={styles.layers} aria-label="Objects by layer">
      {props.layers.map(layer => (
        <li key={layer.layer}>
          <LayerRow layer={layer} />
        </li>
      ))}
    </ul>
  );
}

function LayerRow({ layer }: { layer: LayerObjects }) {
  const [open, setOpen] = useState(false);
  const { objects, hooks = [] } = layer;
  const atRisk = objects.filter(({ risk }) => risk).length;
  return (
    <details onToggle={event => setOpen(event.currentTarget.open)}>
      <summary className={styles.summary}>
        <strong>{visibleText(layer.layer)}</strong>
        <span className={styles.counts}>{countsText(layer)}</span>
        {atRisk > 0 && <Status tone="warning">{atRisk} at risk</Status>}
      </summary>
      {/* Forty layers of a hundred objects each are drawn when they are looked at. */}
      {open && (
        <div className={styles.content}>
          <FirstFew
            items={objects}
            most={MOST}
            label={`Objects of ${layer.layer}`}
          >
            {object => <ObjectRow object={object} />}
          </FirstFew>
          {hooks.length > 0 && (
            <p className={styles.hooks}>
              Runs on the way: {visibleText(hooks.join(', '))}
            </p>
          )}
        </div>
      )}
    </details>
  );
}

function ObjectRow({ object: change }: { object: LayerObjectChange }) {
  const { object, action, risk, fields = [], moreFields } = change;
  const [tone, words] = ACTIONS[action];
  const name = visibleText(object);
  return (
    <div className={styles.object}>
      <Status tone={tone}>{words}</Status>
      <div className={styles.what}>
        <p className={styles.name}>{name}</p>
        {risk && <p className={styles.risk}>{visibleText(risk)}</p>}
        {fields.length > 0 && (
          <ValueDifferences
            label={`Fields of ${name}`}
            title={fieldText}
            differences={fields}
            compact
          />
        )}
        {moreFields !== undefined && (
          <p className={styles.more}>and {moreFields} more fields</p>
        )}
      </div>
    </div>
  );
}

/** Such as `1 removed, 3 changed`. */
function countsText({ objects, hooks = [] }: LayerObjects): string {
  const counts = Object.entries(ACTIONS).map(([action, [, words]]) => {
    const count = objects.filter(it => it.action === action).length;
    return count > 0 && `${count} ${words.toLowerCase()}`;
  });
  return (
    counts.filter(Boolean).join(', ') ||
    (hooks.length > 0 ? 'only runs something' : 'nothing')
  );
}
