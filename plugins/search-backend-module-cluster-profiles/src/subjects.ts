import {
  changeReadPermission,
  clusterReadPermission,
  profileReadPermission,
  RESOURCE_TYPE_CHANGE,
  RESOURCE_TYPE_CLUSTER,
  RESOURCE_TYPE_PROFILE,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { listClusters } from './listClusters';
import { readPages } from './readPages';
import type { Subject } from './SubjectCollatorFactory';
import { toChangeDocument } from './toChangeDocument';
import { toClusterDocument } from './toClusterDocument';
import { toProfileDocument } from './toProfileDocument';

export const profileSubject: Subject = {
  type: RESOURCE_TYPE_PROFILE,
  visibilityPermission: profileReadPermission,
  async *documents(api, request) {
    for (const profile of await api.listProfiles(request)) {
      yield toProfileDocument(profile);
    }
  },
};

export const clusterSubject: Subject = {
  type: RESOURCE_TYPE_CLUSTER,
  visibilityPermission: clusterReadPermission,
  async *documents(api, request) {
    for await (const cluster of listClusters(api, request)) {
      yield toClusterDocument(cluster);
    }
  },
};

export const changeSubject: Subject = {
  type: RESOURCE_TYPE_CHANGE,
  visibilityPermission: changeReadPermission,
  async *documents(api, request) {
    const changes = readPages({
      read: paging => api.listChanges({ ...paging, order: 'asc' }, request),
      key: ({ id }) => id,
    });
    for await (const change of changes) {
      yield toChangeDocument(change);
    }
  },
};
