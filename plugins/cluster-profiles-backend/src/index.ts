/**
 * Cluster profiles: API, changes, planning, reconciler and activity.
 *
 * @packageDocumentation
 */
export { clusterProfilesPlugin as default } from './plugin';
