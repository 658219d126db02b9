/**
 * The simulator: clusters without a cluster, for a first look and for tests.
 *
 * @packageDocumentation
 */
export { clusterProfilesModuleSimulator as default } from './module';
