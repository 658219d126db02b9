export * from './connectManagementCluster';
export * from './connectWorkloadCluster';
export * from './ObjectRefusedError';
export { FIELD_MANAGER } from './sendApply';
export * from './types';
export * from './watch/findTrouble';
export * from './watch/watchClusterHints';
export * from './WriteConflictError';
