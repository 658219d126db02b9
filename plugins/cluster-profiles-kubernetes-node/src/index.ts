/**
 * Speaks with the Kubernetes API for modules of cluster profiles: ways in, and clients for reading, dry runs, writing and watching.
 *
 * @packageDocumentation
 */
export * from './access/findDenied';
export * from './asItWasRead';
export * from './config/readPlace';
export * from './config/types';
export * from './connectApi';
export * from './connectManagementCluster';
export * from './connectWorkloadCluster';
export * from './fieldWriters';
export * from './jsonValues';
export * from './ObjectRefusedError';
export { FIELD_MANAGER } from './sendApply';
export * from './types';
export * from './watch/findTrouble';
export * from './WriteConflictError';
