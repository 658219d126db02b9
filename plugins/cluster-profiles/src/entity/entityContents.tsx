import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { CLUSTER_FILTER, CLUSTER_PATH, PROFILE_FILTER } from './filters';

const clusterOverview = EntityContentBlueprint.make({
  name: 'cluster',
  params: {
    path: CLUSTER_PATH,
    title: 'Cluster',
    filter: CLUSTER_FILTER,
    loader: () =>
      import('./cluster/ClusterOverview').then(m => <m.ClusterOverview />),
  },
});

const clusterChanges = EntityContentBlueprint.make({
  name: 'cluster-changes',
  params: {
    path: '/cluster-changes',
    title: 'Changes',
    filter: CLUSTER_FILTER,
    loader: () =>
      import('./cluster/ClusterChanges').then(m => <m.ClusterChanges />),
  },
});

const clusterActivity = EntityContentBlueprint.make({
  name: 'cluster-activity',
  params: {
    path: '/cluster-activity',
    title: 'Activity',
    filter: CLUSTER_FILTER,
    loader: () =>
      import('./cluster/ClusterActivity').then(m => <m.ClusterActivity />),
  },
});

const profileStack = EntityContentBlueprint.make({
  name: 'profile-stack',
  params: {
    path: '/stack',
    title: 'Stack',
    filter: PROFILE_FILTER,
    loader: () =>
      import('./profile/ProfileStack').then(m => <m.ProfileStack />),
  },
});

const profileVersions = EntityContentBlueprint.make({
  name: 'profile-versions',
  params: {
    path: '/versions',
    title: 'Versions',
    filter: PROFILE_FILTER,
    loader: () =>
      import('./profile/ProfileVersions').then(m => <m.ProfileVersions />),
  },
});

const profileClusters = EntityContentBlueprint.make({
  name: 'profile-clusters',
  params: {
    path: '/clusters',
    title: 'Clusters',
    filter: PROFILE_FILTER,
    loader: () =>
      import('./profile/ProfileClusters').then(m => <m.ProfileClusters />),
  },
});

const profileParameters = EntityContentBlueprint.make({
  name: 'profile-parameters',
  params: {
    path: '/parameters',
    title: 'Parameters',
    filter: PROFILE_FILTER,
    loader: () =>
      import('./profile/ProfileParameters').then(m => <m.ProfileParameters />),
  },
});

/** Tabs of cluster and profile entities. */
export const entityContents = [
  clusterOverview,
  clusterChanges,
  clusterActivity,
  profileStack,
  profileVersions,
  profileClusters,
  profileParameters,
];
