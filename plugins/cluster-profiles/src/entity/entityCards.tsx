import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { CLUSTER_FILTER, PROFILE_FILTER } from './filters';

const clusterCard = EntityCardBlueprint.make({
  name: 'cluster',
  params: {
    type: 'content',
    filter: CLUSTER_FILTER,
    loader: () => import('./cluster/ClusterCard').then(m => <m.ClusterCard />),
  },
});

const profileCard = EntityCardBlueprint.make({
  name: 'profile',
  params: {
    type: 'content',
    filter: PROFILE_FILTER,
    loader: () => import('./profile/ProfileCard').then(m => <m.ProfileCard />),
  },
});

/** Cards on the overview of entities. */
export const entityCards = [clusterCard, profileCard];
