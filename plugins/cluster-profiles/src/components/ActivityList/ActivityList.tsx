import { useApi } from '@backstage/core-plugin-api';
import { clusterProfilesApiRef } from '../../api/clusterProfilesApiRef';
import { useLoad } from '../../hooks/useLoad';
import { Loaded } from '../Loaded/Loaded';
import { ActivityEntries } from './ActivityEntries';

/** What happened to a change, newest first. `version` reloads it when the change has moved. */
export function ActivityList(props: { changeId: string; version: string }) {
  const api = useApi(clusterProfilesApiRef);
  const { changeId } = props;
  const load = useLoad({
    key: `${changeId} ${props.version}`,
    load: signal => api.listActivity({ changeId, limit: 100 }, { signal }),
    keepPrevious: true,
  });
  return (
    <Loaded load={load} what="The activity">
      {({ items }) => <ActivityEntries entries={items} />}
    </Loaded>
  );
}
