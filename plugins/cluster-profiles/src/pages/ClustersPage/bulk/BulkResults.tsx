import type { BulkResultItem } from '@cluster-profiles/plugin-cluster-profiles-common';
import { Text } from '@backstage/ui';
import { ChangeName } from '../../../components/ChangeName/ChangeName';
import { changeTitle } from '../../../components/changeWords';
import { ClusterName } from '../../../components/EntityName/EntityName';
import { ChangeStateStatus } from '../../../components/Status/states';
import { Status } from '../../../components/Status/Status';
import { readableText } from '../../../components/VisibleText/readableText';
import styles from './Bulk.module.css';

/** What became of each proposal. */
export function BulkResults(props: { items: readonly BulkResultItem[] }) {
  const { items } = props;
  const refused = items.filter(({ change }) => !change).length;
  return (
    <>
      <Text as="p" role="status">
        {items.length - refused} of {items.length} proposed
        {refused > 0 && `, ${refused} refused`}
      </Text>
      <ul className={styles.others}>
        {items.map(({ cluster, change, error }) => (
          <li key={cluster} className={styles.result}>
            <ClusterName name={cluster} />
            {change ? (
              <>
                <ChangeName id={change.id}>{changeTitle(change)}</ChangeName>
                <ChangeStateStatus state={change.state} />
              </>
            ) : (
              <Status tone="danger">
                {readableText(error ?? 'It was refused.')}
              </Status>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
