import type {
  ApprovalRequirement,
  ChangeSummary,
  ClusterChangeRequest,
} from './change';
import type { Finding } from './finding';
import type { RollbackClass } from './plan';

/** Most clusters that one bulk request may name. @public */
export const MAX_BULK_REQUESTS = 100;

/** One change per cluster; names of clusters are unique in it. @public */
export interface BulkRequest {
  requests: ClusterChangeRequest[];
}

/** What would happen to one cluster of many. @public */
export interface BulkPreviewItem {
  cluster: string;
  state: 'planning' | 'ready' | 'failed';
  /** Why there is no plan. */
  error?: string;
  planDigest?: string;
  /** Layers that are added, removed or changed. */
  layersTouched?: number;
  machinesReplaced?: number;
  objectsRemoved?: number;
  /** First and last of the Kubernetes versions; absent when it does not move. */
  kubernetes?: { from: string; to: string };
  rollbackClass?: RollbackClass;
  irreversible?: string[];
  /** Those that warn or block. */
  findings?: Finding[];
  approvals?: ApprovalRequirement[];
}

/** Plans of many changes, with their sum. @public */
export interface BulkPreview {
  id: string;
  /** `ready` once no item is planning any more. */
  state: 'planning' | 'ready';
  items: BulkPreviewItem[];
  /** Over the items that are ready. */
  sum: {
    planned: number;
    failed: number;
    blocked: number;
    layersTouched: number;
    machinesReplaced: number;
    objectsRemoved: number;
    /** Clusters by rollback class. */
    rollbackClasses: Partial<Record<RollbackClass, number>>;
    /** Clusters that need an approval. */
    needApproval: number;
    /** Of the blocked, clusters that only have to be told which value of an override holds, in `overrides` of their request. */
    conflicting: number;
  };
  expiresAt: string;
}

/** What became of one request of many. @public */
export interface BulkResultItem {
  cluster: string;
  change?: ChangeSummary;
  error?: string;
}
