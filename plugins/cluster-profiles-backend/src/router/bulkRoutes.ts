import { readIdempotencyKey } from './readIdempotencyKey';
import { readBulkRequest } from './requestSchema';
import type { AddRoutes } from './types';

/** One change for each of many clusters: previewed with their sum, proposed together. */
export const addBulkRoutes: AddRoutes = (
  v1,
  { bulkChanges, bulkPreviews, caller },
) => {
  v1.post('/bulk-previews', async (request, response) => {
    const preview = await bulkPreviews.start(
      readBulkRequest(request.body),
      await caller(request),
    );
    response.status(202).json(preview);
  });
  v1.get('/bulk-previews/:id', async (request, response) => {
    response.json(
      await bulkPreviews.get(request.params.id, await caller(request)),
    );
  });
  v1.post('/bulk-changes', async (request, response) => {
    const idempotencyKey = readIdempotencyKey(request);
    const result = await bulkChanges.propose(readBulkRequest(request.body), {
      ...(await caller(request)),
      idempotencyKey,
    });
    response.status(202).json(result);
  });
};
