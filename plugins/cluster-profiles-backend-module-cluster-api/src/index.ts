export { clusterProfilesModuleClusterApi as default } from './module';
