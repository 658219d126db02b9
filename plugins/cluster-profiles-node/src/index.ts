/**
 * Contracts for cluster providers and add-on engines.
 *
 * @packageDocumentation
 */
export * from './AddOnEngine';
export * from './ClusterProvider';
export * from './SourceBytes';
export * from './checkpoints';
export * from './clock';
export * from './DeliveryAccess';
export * from './clusterEntityRules';
export * from './createClusterEntityDecision';
export * from './errors';
export * from './extensions';
export * from './permissionRules';
export * from './permissions';
export * from './preview/compareRendered';
export * from './preview/LayerPreview';
export * from './preview/RenderedObject';
export * from './SourceBytes';
