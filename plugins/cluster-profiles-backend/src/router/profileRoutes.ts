import { z } from 'zod/v3';
import { diffQuerySchema } from './querySchemas';
import { readInput } from './requestSchema';
import type { AddRoutes } from './types';

const bundleSchema = z
  .object({
    document: z.string(),
    files: z.record(z.string()).optional(),
    draft: z.boolean().optional(),
  })
  .strict();

/** Profiles, their versions and the layers that they hold. */
export const addProfileRoutes: AddRoutes = (
  v1,
  { profiles, validation, caller },
) => {
  v1.get('/profiles', async (request, response) => {
    response.json(await profiles.list(await caller(request)));
  });
  v1.post('/profiles/validate', async (request, response) => {
    const options = await caller(request);
    const { draft, ...bundle } = readInput(bundleSchema, request.body);
    response.json({
      findings: await validation.validate(bundle, { ...options, draft }),
    });
  });
  v1.get('/profiles/:name', async (request, response) => {
    response.json(
      await profiles.get(request.params.name, await caller(request)),
    );
  });
  v1.get('/profiles/:name/versions/:version', async (request, response) => {
    const { name, version } = request.params;
    response.json(
      await profiles.getVersion(name, version, await caller(request)),
    );
  });
  v1.get('/profiles/:name/diff', async (request, response) => {
    const query = readInput(diffQuerySchema, request.query);
    response.json(
      await profiles.diff(
        { name: request.params.name, ...query },
        await caller(request),
      ),
    );
  });
  v1.get('/layers', async (request, response) => {
    response.json(await profiles.layersInUse(await caller(request)));
  });
};
