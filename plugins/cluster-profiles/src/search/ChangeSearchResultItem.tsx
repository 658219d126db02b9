import type { ChangeSearchDocument } from '@cluster-profiles/plugin-cluster-profiles-common';
import { entityNames } from '../components/EntityName/EntityName';
import { RelativeTime } from '../components/RelativeTime/RelativeTime';
import { ChangeStateStatus } from '../components/Status/states';
import {
  SearchResultItem,
  type SearchResultItemProps,
} from './SearchResultItem';

/** A change among the search results. @public */
export function ChangeSearchResultItem(props: SearchResultItemProps) {
  if (!props.result) {
    return null;
  }
  const change = props.result as ChangeSearchDocument;
  return (
    <SearchResultItem
      {...props}
      result={props.result}
      facts={[
        { name: 'what', fact: 'Change' },
        { name: 'state', fact: <ChangeStateStatus state={change.state} /> },
        {
          name: 'proposer',
          fact: (
            <>
              Proposed by {entityNames([change.proposer])}{' '}
              <RelativeTime at={change.createdAt} />
            </>
          ),
        },
      ]}
    />
  );
}
