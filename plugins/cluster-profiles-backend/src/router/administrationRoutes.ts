import { z } from 'zod/v3';
import { toCsv } from '../activity/toCsv';
import { openApiDocument } from './openapi/openApiDocument';
import { activityQuerySchema, checkpointQuerySchema } from './querySchemas';
import { readInput } from './requestSchema';
import { sendLines, toJsonLines } from './sendLines';
import type { AddRoutes } from './types';

const writeSwitchSchema = z
  .object({ writes: z.boolean(), reason: z.string().max(2000).optional() })
  .strict();

const erasureSchema = z
  .object({
    person: z
      .string()
      .regex(/^user:[^/]+\/[^/]+$/i, 'a reference such as user:default/alice')
      .max(255),
    reason: z.string().min(1).max(2000),
  })
  .strict();

/** The record of what happened, the write switch and the description of this API. */
export const addAdministrationRoutes: AddRoutes = (
  v1,
  { activity, erasure, evidence, writeSwitch, caller },
) => {
  v1.get('/activity', async (request, response) => {
    const { format, ...query } = readInput(activityQuerySchema, request.query);
    const options = await caller(request);
    switch (format ?? request.accepts(['json', 'application/jsonl', 'csv'])) {
      case 'csv':
        response.type('text/csv').attachment('activity.csv');
        await sendLines(response, toCsv(await activity.all(query, options)));
        return;
      case 'jsonl':
      case 'application/jsonl':
        response.type('application/jsonl');
        await sendLines(
          response,
          toJsonLines(await activity.all(query, options)),
        );
        return;
      default:
        response.json(await activity.list(query, options));
    }
  });
  v1.get('/activity/checkpoints', async (request, response) => {
    const query = readInput(checkpointQuerySchema, request.query);
    response.json(await evidence.listCheckpoints(query, await caller(request)));
  });
  v1.post('/activity/erasures', async (request, response) => {
    const wanted = readInput(erasureSchema, request.body);
    response.json(await erasure.erase(wanted, await caller(request)));
  });
  v1.get('/clusters/:name/evidence', async (request, response) => {
    const lines = await evidence.export(
      request.params.name,
      await caller(request),
    );
    response.type('application/jsonl');
    await sendLines(response, toJsonLines(lines));
  });
  v1.get('/write-switch', async (request, response) => {
    response.json(await writeSwitch.get(await caller(request)));
  });
  v1.put('/write-switch', async (request, response) => {
    const change = readInput(writeSwitchSchema, request.body);
    response.json(await writeSwitch.set(change, await caller(request)));
  });
  v1.get('/openapi.json', async (request, response) => {
    await caller(request);
    response.json(openApiDocument);
  });
};
