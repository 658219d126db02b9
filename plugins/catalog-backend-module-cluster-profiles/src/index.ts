/**
 * The kind `ClusterProfile`, and clusters as entities of the software catalog.
 *
 * @packageDocumentation
 */
export { catalogModuleClusterProfiles as default } from './module';
