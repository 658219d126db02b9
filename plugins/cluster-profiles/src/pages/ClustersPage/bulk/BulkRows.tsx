import type { BulkPreviewItem } from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  ClusterName,
  entityNames,
} from '../../../components/EntityName/EntityName';
import { ScrollArea } from '../../../components/ScrollArea/ScrollArea';
import { Status } from '../../../components/Status/Status';
import { readableText } from '../../../components/VisibleText/readableText';
import type { LeftOut } from './bulkActions';
import { isAsking, isProposable } from './bulkSum';
import styles from './Bulk.module.css';

/** Those that would change, each with its plan in figures, then those that would not, with the reason. */
export function BulkRows(props: {
  items: readonly BulkPreviewItem[];
  leftOut: readonly LeftOut[];
}) {
  const { items, leftOut } = props;
  const proposable = items.filter(isProposable);
  const planning = items.filter(({ state }) => state === 'planning');
  const others = [
    ...items
      .filter(
        item =>
          !isProposable(item) && !isAsking(item) && item.state !== 'planning',
      )
      .map(item => ({ cluster: item.cluster, reason: whyNot(item) })),
    ...leftOut,
  ];
  return (
    <>
      {planning.length > 0 && (
        <Status tone="progress">
          {planning.length} of {items.length} plans are being made
        </Status>
      )}
      {proposable.length > 0 && (
        <ScrollArea label="Plans by cluster">
          <table className={styles.rows} aria-label="Plans by cluster">
            <thead>
              <tr>
                <th scope="col">Cluster</th>
                <th scope="col">Layers</th>
                <th scope="col">Kubernetes</th>
                <th scope="col">Machines replaced</th>
                <th scope="col">Objects removed</th>
                <th scope="col">Approvals</th>
                <th scope="col">What to know</th>
              </tr>
            </thead>
            <tbody>
              {proposable.map(item => (
                <tr key={item.cluster}>
                  <th scope="row">
                    <ClusterName name={item.cluster} />
                  </th>
                  <td>{item.layersTouched}</td>
                  <td>
                    {item.kubernetes
                      ? `${item.kubernetes.from} → ${item.kubernetes.to}`
                      : '–'}
                  </td>
                  <td>{item.machinesReplaced}</td>
                  <td>{item.objectsRemoved}</td>
                  <td>{approvals(item)}</td>
                  <td>
                    <Notes item={item} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollArea>
      )}
      {others.length > 0 && (
        <div>
          <h3 className={styles.subtitle}>
            {others.length} left out, with the reason
          </h3>
          <ul className={styles.others}>
            {others.map(({ cluster, reason }) => (
              <li key={cluster}>
                <ClusterName name={cluster} />: {readableText(reason)}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function Notes({ item }: { item: BulkPreviewItem }) {
  const notes = [
    ...(item.irreversible ?? []),
    ...(item.findings ?? []).map(({ message }) => message),
  ];
  return notes.length === 0 ? (
    <>–</>
  ) : (
    <ul className={styles.notes}>
      {notes.map(note => (
        <li key={note}>
          <Status tone="warning">{readableText(note)}</Status>
        </li>
      ))}
    </ul>
  );
}

function approvals({ approvals: required = [] }: BulkPreviewItem): string {
  return required.length === 0
    ? 'none'
    : required
        .map(({ count, group }) => `${count} of ${entityNames([group])}`)
        .join(', ');
}

function whyNot(item: BulkPreviewItem): string {
  if (item.state === 'failed') {
    return item.error ?? 'The plan could not be made.';
  }
  return (item.findings ?? [])
    .filter(({ severity }) => severity === 'block')
    .map(({ message, remedy }) => (remedy ? `${message} ${remedy}` : message))
    .join(' ');
}
