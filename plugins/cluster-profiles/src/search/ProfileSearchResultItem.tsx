import type { ProfileSearchDocument } from '@cluster-profiles/plugin-cluster-profiles-common';
import { entityNames } from '../components/EntityName/EntityName';
import {
  SearchResultItem,
  type SearchResultItemProps,
} from './SearchResultItem';

/** A profile among the search results. @public */
export function ProfileSearchResultItem(props: SearchResultItemProps) {
  if (!props.result) {
    return null;
  }
  const profile = props.result as ProfileSearchDocument;
  return (
    <SearchResultItem
      {...props}
      result={props.result}
      facts={[
        { name: 'what', fact: 'Profile' },
        {
          name: 'version',
          fact: profile.latestVersion
            ? `Version ${profile.latestVersion}`
            : 'No published version',
        },
        { name: 'type', fact: profile.type },
        { name: 'lifecycle', fact: `Lifecycle ${profile.lifecycle}` },
        { name: 'owner', fact: `Owner ${entityNames([profile.owner])}` },
      ]}
    />
  );
}
