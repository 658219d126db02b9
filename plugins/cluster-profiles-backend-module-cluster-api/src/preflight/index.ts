export * from './checkManagementCluster';
export * from './requiredAccess';
