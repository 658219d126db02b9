import { administerPermission } from '@cluster-profiles/plugin-cluster-profiles-common';
import { z } from 'zod/v3';
import { openApiDocument } from './openapi/openApiDocument';
import { activityQuerySchema } from './querySchemas';
import { readInput } from './requestSchema';
import type { AddRoutes } from './types';

const writeSwitchSchema = z
  .object({ writes: z.boolean(), reason: z.string().max(2000).optional() })
  .strict();

/** The record of what happened, the write switch and the description of this API. */
export const addAdministrationRoutes: AddRoutes = (
  v1,
  { activity, changes, writeSwitch, gate, caller },
) => {
  v1.get('/activity', async (request, response) => {
    const query = readInput(activityQuerySchema, request.query);
    response.json(await activity.list(query, await caller(request)));
  });
  v1.get('/write-switch', async (request, response) => {
    await caller(request);
    response.json(await writeSwitch.get());
  });
  v1.put('/write-switch', async (request, response) => {
    const { credentials } = await caller(request);
    await gate.require({
      permission: administerPermission,
      credentials,
      grant: 'administer',
    });
    const { ref } = await changes.actor(credentials);
    const change = readInput(writeSwitchSchema, request.body);
    response.json(await writeSwitch.set({ ...change, actor: ref }));
  });
  v1.get('/openapi.json', async (request, response) => {
    await caller(request);
    response.json(openApiDocument);
  });
};
