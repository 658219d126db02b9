/**
 * Template actions that propose changes of clusters and profiles.
 *
 * @packageDocumentation
 */
export { scaffolderModuleClusterProfiles as default } from './module';
