import { useApi } from '@backstage/core-plugin-api';
import { Text } from '@backstage/ui';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { useLoad } from '../../hooks/useLoad';
import { EntityName } from '../EntityName/EntityName';
import { Loaded } from '../Loaded/Loaded';
import { RelativeTime } from '../RelativeTime/RelativeTime';
import { visibleText } from '../VisibleText/visibleText';
import styles from './ActivityList.module.css';

/** Who did what, newest first. `version` reloads it when the subject has moved. */
export function ActivityList(props: { changeId: string; version: string }) {
  const api = useApi(clusterProfilesApiRef);
  const { changeId } = props;
  const load = useLoad({
    key: `${changeId} ${props.version}`,
    load: signal => api.listActivity({ changeId, limit: 100 }, { signal }),
    keepPrevious: true,
  });
  return (
    <Loaded load={load}>
      {({ items }) =>
        items.length === 0 ? (
          <Text color="secondary">Nothing is recorded yet.</Text>
        ) : (
          <ol className={styles.list}>
            {items.map(({ id, at, actor, message }) => (
              <li key={id} className={styles.entry}>
                <span className={styles.time}>
                  <RelativeTime at={at} />
                </span>
                <span>
                  <EntityName entityRef={actor} />
                  {': '}
                  {visibleText(message)}
                </span>
              </li>
            ))}
          </ol>
        )
      }
    </Loaded>
  );
}
