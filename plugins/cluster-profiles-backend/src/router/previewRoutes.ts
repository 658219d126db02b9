import { readChangeRequest } from './requestSchema';
import type { AddRoutes } from './types';

/** Previews: the plan of a change that nobody proposed yet. */
export const addPreviewRoutes: AddRoutes = (v1, { previews, caller }) => {
  v1.post('/previews', async (request, response) => {
    const preview = await previews.start(
      readChangeRequest(request.body),
      await caller(request),
    );
    response.status(202).json(preview);
  });
  v1.get('/previews/:id', async (request, response) => {
    response.json(await previews.get(request.params.id, await caller(request)));
  });
};
