export * from './ClusterApiConfig';
export * from './readClusterApiConfig';
