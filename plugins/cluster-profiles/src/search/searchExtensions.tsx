import type { ComponentType, JSX } from 'react';
import {
  SearchFilterResultTypeBlueprint,
  SearchResultListItemBlueprint,
} from '@backstage/plugin-search-react/alpha';
import {
  RESOURCE_TYPE_CHANGE,
  RESOURCE_TYPE_CLUSTER,
  RESOURCE_TYPE_PROFILE,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import {
  RiGitPullRequestLine,
  RiServerLine,
  RiStackLine,
} from '@remixicon/react';
import type { SearchResultItemProps } from './SearchResultItem';

interface Subject {
  name: string;
  /** Of the results. */
  type: string;
  title: string;
  icon: JSX.Element;
  load(): Promise<ComponentType<SearchResultItemProps>>;
}

const subjects: Subject[] = [
  {
    name: 'profile',
    type: RESOURCE_TYPE_PROFILE,
    title: 'Cluster profiles',
    icon: <RiStackLine />,
    load: () =>
      import('./ProfileSearchResultItem').then(m => m.ProfileSearchResultItem),
  },
  {
    name: 'cluster',
    type: RESOURCE_TYPE_CLUSTER,
    title: 'Clusters',
    icon: <RiServerLine />,
    load: () =>
      import('./ClusterSearchResultItem').then(m => m.ClusterSearchResultItem),
  },
  {
    name: 'change',
    type: RESOURCE_TYPE_CHANGE,
    title: 'Changes',
    icon: <RiGitPullRequestLine />,
    load: () =>
      import('./ChangeSearchResultItem').then(m => m.ChangeSearchResultItem),
  },
];

/** What search shows of profiles, clusters and changes. */
export const searchItems = subjects.map(({ name, type, icon, load }) =>
  SearchResultListItemBlueprint.make({
    name,
    params: {
      predicate: result => result.type === type,
      icon,
      component: async () => {
        const Item = await load();
        return props => <Item {...props} />;
      },
    },
  }),
);

/** Types of results to choose from. */
export const searchTypes = subjects.map(({ name, type, title, icon }) =>
  SearchFilterResultTypeBlueprint.make({
    name,
    params: { value: type, name: title, icon },
  }),
);
