import { Fragment, useId } from 'react';
import { Digest } from '../Digest/Digest';
import { LayerActionStatus } from '../LayerDifferences/LayerActionStatus';
import { DriftStatus, HealthStatus } from '../Status/states';
import { stackGroups, type StackLayer } from './stackGroups';
import { ScrollArea } from '../ScrollArea/ScrollArea';
import styles from './StackDiagram.module.css';

/** A card shows at most so many layers of a group. */
const MOST_CHIPS = 8;

/**
 * The one picture of a stack: the operating system at the bottom, add-ons on top.
 * With `observed` it shows what runs beside what is desired, with `change` the versions before and after; `compact` fits
 * into a card.
 * @public
 */
export function StackDiagram(props: {
  layers: readonly StackLayer[];
  label: string;
  compact?: boolean;
  /** When the layers were last observed, where that is too long ago to be called their state. */
  asOf?: string;
}) {
  const { layers, label, compact = false, asOf } = props;
  const id = useId();
  const groups = stackGroups(layers);
  const observed = layers.some(layer => layer.observed !== undefined);
  const changes = layers.some(layer => layer.change !== undefined);

  const columns = columnTitles({ observed, changes });

  if (layers.length === 0) {
    return <p className={styles.none}>No layers</p>;
  }
  if (compact) {
    return (
      <ul className={styles.compact} aria-label={label}>
        {groups.map(group => (
          <li key={group.key} data-kind={group.layers[0].kind}>
            {group.layers.slice(0, MOST_CHIPS).map(layer => (
              <span key={layer.name} className={styles.chip}>
                {layer.name} <small>{layer.version}</small>
              </span>
            ))}
            {group.layers.length > MOST_CHIPS && (
              <span className={styles.chip}>
                and {group.layers.length - MOST_CHIPS} more
              </span>
            )}
          </li>
        ))}
      </ul>
    );
  }
  return (
    <ScrollArea label={label}>
      <table className={styles.stack} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col">Layer</th>
            {columns.map(title => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map(group => (
          <tbody key={group.key} data-kind={group.layers[0].kind}>
            {group.part && (
              <tr className={styles.head}>
                <th colSpan={columns.length + 2} scope="colgroup">
                  {group.part}
                </th>
              </tr>
            )}
            {group.layers.map((layer, index) => (
              <Fragment key={layer.name}>
                <tr data-action={layer.change?.action}>
                  {index === 0 && (
                    <th
                      scope="rowgroup"
                      rowSpan={
                        group.layers.length + group.layers.filter(noteOf).length
                      }
                      className={styles.part}
                    >
                      {group.title}
                    </th>
                  )}
                  <th
                    scope="row"
                    className={styles.name}
                    id={`${id}-${layer.name}`}
                  >
                    {layer.name}
                    {(changes || observed) && <SourceNote layer={layer} />}
                  </th>
                  {changes ? (
                    <ChangeCells layer={layer} />
                  ) : (
                    <>
                      <td className={styles.version}>
                        {layer.version ?? 'not desired'}
                      </td>
                      {observed ? (
                        <ObservedCells layer={layer} asOf={asOf} />
                      ) : (
                        <td className={styles.source}>
                          {layer.source}
                          {layer.lock && (
                            <span className={styles.note}>
                              locked to{' '}
                              <Digest
                                value={layer.lock}
                                label={`SHA-256 of ${layer.name}`}
                              />
                            </span>
                          )}
                        </td>
                      )}
                    </>
                  )}
                </tr>
                {noteOf(layer) && (
                  <tr className={styles.noteRow}>
                    <td
                      headers={`${id}-${layer.name}`}
                      colSpan={columns.length + 1}
                    >
                      <span className={styles.noteText}>{noteOf(layer)}</span>
                    </td>
                  </tr>
                )}
              </Fragment>
            ))}
          </tbody>
        ))}
      </table>
    </ScrollArea>
  );
}

function columnTitles(shown: { observed: boolean; changes: boolean }) {
  if (shown.changes) {
    return ['Before', 'After', 'What happens'];
  }
  return shown.observed
    ? ['Desired', 'Observed', 'Health', 'Drift']
    : ['Version', 'Source'];
}

/** Where a layer comes from and what its bytes are, where other columns matter more. */
function SourceNote({ layer }: { layer: StackLayer }) {
  const { source, address, lock } = layer;
  if (!source && !lock) {
    return null;
  }
  return (
    <span
      className={styles.note}
      title={
        [address, lock && `SHA-256 ${lock}`].filter(Boolean).join('\n') ||
        undefined
      }
    >
      {source}
      {lock && (
        <>
          {' '}
          <code>{lock.slice(0, 12)}…</code>
        </>
      )}
    </span>
  );
}

function ChangeCells({ layer }: { layer: StackLayer }) {
  const { change = { action: 'unchanged' }, version } = layer;
  const { versionBefore } = change;
  return (
    <>
      <td className={styles.version}>{versionBefore ?? '–'}</td>
      <td
        className={styles.version}
        data-differs={versionBefore !== layer.version}
      >
        {layer.version ?? '–'}
      </td>
      <td>
        <LayerActionStatus layer={{ ...change, versionAfter: version }} />
      </td>
    </>
  );
}

/** In a row of its own, for reasons are long and columns narrow. */
function noteOf({ observed, waitsFor = [] }: StackLayer): string | undefined {
  return waitsFor.length > 0
    ? `waits for ${waitsFor.join(', ')}`
    : observed?.message;
}

function ObservedCells(props: { layer: StackLayer; asOf?: string }) {
  const { layer, asOf } = props;
  const { observed } = layer;
  return (
    <>
      <td
        className={styles.version}
        data-differs={
          observed?.version !== undefined && observed.version !== layer.version
        }
      >
        {observed?.version ?? '–'}
      </td>
      <td>
        {observed && <HealthStatus health={observed.health} asOf={asOf} />}
        {!observed && 'not there yet'}
      </td>
      <td className={asOf ? undefined : styles.state}>
        {observed && <DriftStatus drift={observed.drift} asOf={asOf} />}
      </td>
    </>
  );
}
