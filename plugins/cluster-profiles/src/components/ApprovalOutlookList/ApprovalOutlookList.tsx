import { Status } from '../Status/Status';
import { visibleText } from '../VisibleText/visibleText';
import type { OutlookWords } from './approvalOutlook';
import styles from './ApprovalOutlookList.module.css';

/** Where a request would need which approvals, a line for each. */
export function ApprovalOutlookList(props: {
  outlook: readonly OutlookWords[];
  /** Where the place is told elsewhere. */
  withoutPlace?: boolean;
}) {
  return (
    <span className={styles.list}>
      {props.outlook.map(({ where, needed, what }) => (
        <Status key={where} tone={needed ? 'waiting' : 'success'}>
          {!props.withoutPlace && (
            <strong className={styles.where}>{where}: </strong>
          )}
          needs {visibleText(what)}
        </Status>
      ))}
    </span>
  );
}
