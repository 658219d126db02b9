import { z } from 'zod/v3';
import { accessRequestSchema } from './accessRequestSchema';
import { clusterQuerySchema, targetQuerySchema } from './querySchemas';
import { readInput } from './requestSchema';
import type { AddRoutes } from './types';

const correctDriftSchema = z
  .object({ layer: z.string().min(1).max(63) })
  .strict();

/** Clusters, the targets that they run on, and their providers. */
export const addClusterRoutes: AddRoutes = (
  v1,
  { clusters, access, drift, fleet, targets, imports, providers, caller },
) => {
  v1.get('/targets', async (request, response) => {
    const query = readInput(targetQuerySchema, request.query);
    response.json(await targets.list(query, await caller(request)));
  });
  v1.get('/targets/:name/importable', async (request, response) => {
    response.json(
      await imports.list(request.params.name, await caller(request)),
    );
  });
  v1.get('/providers', async (request, response) => {
    response.json(await providers.list(await caller(request)));
  });

  v1.get('/fleet', async (request, response) => {
    response.json(await fleet.get(await caller(request)));
  });
  v1.get('/clusters', async (request, response) => {
    const query = readInput(clusterQuerySchema, request.query);
    response.json(
      await clusters.list(
        query as Parameters<typeof clusters.list>[0],
        await caller(request),
      ),
    );
  });
  v1.get('/clusters/:name', async (request, response) => {
    response.json(
      await clusters.get(request.params.name, await caller(request)),
    );
  });
  v1.get('/clusters/:name/layers', async (request, response) => {
    const { layers } = await clusters.get(
      request.params.name,
      await caller(request),
    );
    response.json(layers);
  });
  v1.get('/clusters/:name/revisions', async (request, response) => {
    response.json(
      await clusters.revisions(request.params.name, await caller(request)),
    );
  });
  v1.get('/clusters/:name/drift', async (request, response) => {
    response.json(await drift.get(request.params.name, await caller(request)));
  });
  v1.get(
    '/clusters/:name/drift/:finding/adoption',
    async (request, response) => {
      response.json(
        await drift.adoption(
          request.params.name,
          { finding: request.params.finding },
          await caller(request),
        ),
      );
    },
  );
  v1.post('/clusters/:name/drift/correct', async (request, response) => {
    const wanted = readInput(correctDriftSchema, request.body);
    response
      .status(202)
      .json(
        await drift.correct(request.params.name, wanted, await caller(request)),
      );
  });
  v1.get('/profiles/:name/drift', async (request, response) => {
    response.json(
      await drift.ofProfile(request.params.name, await caller(request)),
    );
  });
  v1.get('/clusters/:name/access', async (request, response) => {
    response.json(
      await access.offer(request.params.name, await caller(request)),
    );
  });
  v1.post('/clusters/:name/access', async (request, response) => {
    const wanted = readInput(accessRequestSchema, request.body);
    const granted = await access.request(
      request.params.name,
      wanted,
      await caller(request),
    );
    response.status(201).set('Cache-Control', 'no-store').json(granted);
  });
  v1.get('/clusters/:name/export', async (request, response) => {
    const text = await clusters.export(
      request.params.name,
      await caller(request),
    );
    response.type('application/yaml').send(text);
  });
  v1.get('/cluster-names/:name', async (request, response) => {
    const available = await clusters.nameAvailable(
      request.params.name,
      await caller(request),
    );
    response.json({
      available,
      ...(available
        ? {}
        : { reason: `The name '${request.params.name}' is taken` }),
    });
  });
};
