/**
 * Profiles, clusters and changes among the search results.
 *
 * @packageDocumentation
 */
export { searchModuleClusterProfiles as default } from './module';
