import type { Entity } from '@backstage/catalog-model';

export const clusterEntity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: { name: 'shop-prod' },
  spec: { type: 'kubernetes-cluster', owner: 'group:default/checkout' },
};

export const profileEntity: Entity = {
  apiVersion: 'clusterprofiles.io/v1alpha1',
  kind: 'ClusterProfile',
  metadata: { name: 'production-base' },
  spec: {
    type: 'full-stack',
    owner: 'group:default/platform',
    version: '1.4.0',
  },
};
