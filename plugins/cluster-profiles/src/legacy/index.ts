/**
 * Cluster profiles for portals on the old frontend system: page, entity contents and cards, form fields, search results.
 *
 * @packageDocumentation
 */
export { clusterProfilesPlugin } from './plugin';
export { ClusterProfilesPage } from './ClusterProfilesPage';
export { isClusterEntity, isProfileEntity } from './conditions';
export * from './entityParts';
export * from './fields';
export * from './searchItems';
export { clusterProfilesApiRef } from '../api/clusterProfilesApiRef';
export { WaitingChangesCount } from '../components/WaitingChangesCount/WaitingChangesCount';
export { useWaitingChanges } from '../hooks/useWaitingChanges';
