export * from './ClusterApiConfig';
export * from './readClusterApiConfig';
export * from './readPlace';
