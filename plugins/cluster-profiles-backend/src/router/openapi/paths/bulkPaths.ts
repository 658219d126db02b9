import type { JsonObject } from '@backstage/types';
import { idempotencyKey, inPath, operation } from '../operation';
import { ref } from '../shapes';

/** One change for each of many clusters. */
export const bulkPaths: Record<string, JsonObject> = {
  '/bulk-previews': {
    post: operation({
      id: 'startBulkPreview',
      summary: 'Plans one change per cluster; nothing else is stored',
      tag: 'changes',
      description:
        'At most 100 clusters, each once, of any kind but `create`. A request that is refused says so in its item.',
      body: ref('BulkRequest'),
      status: 202,
      answer: ref('BulkPreview'),
    }),
  },
  '/bulk-previews/{id}': {
    get: operation({
      id: 'getBulkPreview',
      summary: 'Plans of your own with their sum, for an hour',
      tag: 'changes',
      parameters: [inPath('id', 'Id of the bulk preview')],
      answer: ref('BulkPreview'),
    }),
  },
  '/bulk-changes': {
    post: operation({
      id: 'proposeBulk',
      summary: 'Proposes one change per cluster',
      tag: 'changes',
      description:
        'Each request is decided by itself: one that is refused says so in its item, the others are proposed. With the same `Idempotency-Key` nothing is proposed twice.',
      parameters: [idempotencyKey],
      body: ref('BulkRequest'),
      status: 202,
      answer: ref('BulkResult'),
    }),
  },
};
