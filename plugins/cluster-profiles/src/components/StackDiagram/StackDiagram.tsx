import { DriftStatus, HealthStatus } from '../Status/states';
import { stackGroups, type StackLayer } from './stackGroups';
import { ScrollArea } from '../ScrollArea/ScrollArea';
import styles from './StackDiagram.module.css';

/**
 * The one picture of a stack: the operating system at the bottom, add-ons on top.
 * With `observed` it shows what runs beside what is desired; `compact` fits into a card.
 * @public
 */
export function StackDiagram(props: {
  layers: readonly StackLayer[];
  label: string;
  compact?: boolean;
}) {
  const { layers, label, compact = false } = props;
  const groups = stackGroups(layers);
  const observed = layers.some(layer => layer.observed !== undefined);

  if (layers.length === 0) {
    return <p className={styles.none}>No layers</p>;
  }
  if (compact) {
    return (
      <ul className={styles.compact} aria-label={label}>
        {groups.map(group => (
          <li key={group.key} data-kind={group.layers[0].kind}>
            {group.layers.map(layer => (
              <span key={layer.name} className={styles.chip}>
                {layer.name} <small>{layer.version}</small>
              </span>
            ))}
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
            <th scope="col">{observed ? 'Desired' : 'Version'}</th>
            {observed ? (
              <>
                <th scope="col">Observed</th>
                <th scope="col">Health</th>
                <th scope="col">Drift</th>
              </>
            ) : (
              <th scope="col">Source</th>
            )}
          </tr>
        </thead>
        {groups.map(group => (
          <tbody key={group.key} data-kind={group.layers[0].kind}>
            {group.layers.map((layer, index) => (
              <tr key={layer.name}>
                {index === 0 && (
                  <th
                    scope="rowgroup"
                    rowSpan={group.layers.length}
                    className={styles.part}
                  >
                    {group.title}
                  </th>
                )}
                <th scope="row" className={styles.name}>
                  {layer.name}
                </th>
                <td className={styles.version}>
                  {layer.version ?? 'not desired'}
                </td>
                {observed ? (
                  <ObservedCells layer={layer} />
                ) : (
                  <td className={styles.source}>{layer.source}</td>
                )}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </ScrollArea>
  );
}

function ObservedCells({ layer }: { layer: StackLayer }) {
  const { observed, waitsFor = [] } = layer;
  const note =
    waitsFor.length > 0
      ? `waits for ${waitsFor.join(', ')}`
      : observed?.message;
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
        {observed && <HealthStatus health={observed.health} />}
        {!observed && 'not there yet'}
        {note && <span className={styles.note}>{note}</span>}
      </td>
      <td>{observed && <DriftStatus drift={observed.drift} />}</td>
    </>
  );
}
