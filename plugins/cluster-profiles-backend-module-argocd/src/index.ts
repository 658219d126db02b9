/**
 * Brings add-on layers to clusters through Argo CD.
 *
 * @packageDocumentation
 */
export { clusterProfilesModuleArgoCd as default } from './module';
