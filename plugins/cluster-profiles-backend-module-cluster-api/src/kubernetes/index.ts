export * from '@cluster-profiles/plugin-cluster-profiles-kubernetes-node';
