import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { administerPermission } from '@cluster-profiles/plugin-cluster-profiles-common';
import express, { type Request } from 'express';
import Router from 'express-promise-router';
import { z } from 'zod/v3';
import type { AuthorizedActivity } from '../activity/AuthorizedActivity';
import type { DatabaseWriteSwitch } from '../administration/DatabaseWriteSwitch';
import type { AuthorizedChanges } from '../changes/AuthorizedChanges';
import type { AuthorizedClusters } from '../clusters/AuthorizedClusters';
import type { PermissionGate } from '../permissions/PermissionGate';
import type { Previews } from '../previews/Previews';
import type { AuthorizedProfiles } from '../profiles/AuthorizedProfiles';
import type { Publications } from '../profiles/types';
import type { AuthorizedTargets } from '../targets/AuthorizedTargets';
import { openApiDocument } from './openapi/openApiDocument';
import {
  activityQuerySchema,
  changeQuerySchema,
  clusterQuerySchema,
  diffQuerySchema,
  targetQuerySchema,
} from './querySchemas';
import { readChangeRequest, readInput } from './requestSchema';

const decisionSchema = z
  .object({
    planDigest: z.string(),
    comment: z.string().trim().max(2000).optional(),
  })
  .strict();
const rejectionSchema = decisionSchema.extend({
  comment: z
    .string()
    .trim()
    .min(3, 'say why, in three letters or more')
    .max(2000),
});
const bundleSchema = z
  .object({
    document: z.string(),
    files: z.record(z.string()).optional(),
    draft: z.boolean().optional(),
  })
  .strict();
const writeSwitchSchema = z
  .object({ writes: z.boolean(), reason: z.string().max(2000).optional() })
  .strict();
const idempotencyKeySchema = z.string().min(8).max(255).optional();

/** Routes under `/api/cluster-profiles/v1`. They read input and pass credentials on; what is allowed is decided behind them. */
export function createRouter(options: {
  httpAuth: HttpAuthService;
  gate: PermissionGate;
  changes: AuthorizedChanges;
  previews: Previews;
  clusters: AuthorizedClusters;
  profiles: AuthorizedProfiles;
  publications: Publications;
  targets: AuthorizedTargets;
  activity: AuthorizedActivity;
  writeSwitch: DatabaseWriteSwitch;
  /** Bytes of a request's body. */
  bodyLimit: number;
}): express.Router {
  const { changes, previews, clusters, profiles, targets, activity } = options;
  const caller = async (request: Request) => ({
    credentials: await options.httpAuth.credentials(request, {
      allow: ['user', 'service'],
    }),
  });
  const v1 = Router();
  v1.use((request, _response, next) => {
    // No name and no id has it, and PostgreSQL can not even compare it.
    next(
      request.path.includes('%00')
        ? new InputError('The path has a NUL character; leave it out')
        : undefined,
    );
  });
  v1.use(express.json({ limit: options.bodyLimit }));

  v1.get('/profiles', async (request, response) => {
    response.json(await profiles.list(await caller(request)));
  });
  v1.post('/profiles/validate', async (request, response) => {
    await caller(request);
    const { draft, ...bundle } = readInput(bundleSchema, request.body);
    response.json({
      findings: await options.publications.validate(bundle, { draft }),
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
  v1.get('/targets', async (request, response) => {
    const query = readInput(targetQuerySchema, request.query);
    response.json(await targets.list(query, await caller(request)));
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
    response.json(
      await clusters.drift(request.params.name, await caller(request)),
    );
  });
  v1.get('/clusters/:name/export', async (request, response) => {
    const text = await clusters.export(
      request.params.name,
      await caller(request),
    );
    response.type('application/yaml').send(text);
  });
  v1.get('/cluster-names/:name', async (request, response) => {
    await caller(request);
    const available = await clusters.nameAvailable(request.params.name);
    response.json({
      available,
      ...(available
        ? {}
        : { reason: `The name '${request.params.name}' is taken` }),
    });
  });

  v1.post('/changes', async (request, response) => {
    const idempotencyKey = readInput(
      idempotencyKeySchema,
      request.header('Idempotency-Key'),
    );
    const change = await changes.propose(readChangeRequest(request.body), {
      ...(await caller(request)),
      idempotencyKey,
    });
    response.status(202).json(change);
  });
  v1.get('/changes', async (request, response) => {
    const query = readInput(changeQuerySchema, request.query);
    response.json(
      await changes.list(
        query as Parameters<typeof changes.list>[0],
        await caller(request),
      ),
    );
  });
  v1.get('/changes/:id', async (request, response) => {
    response.json(await changes.get(request.params.id, await caller(request)));
  });
  v1.post('/changes/:id/approve', async (request, response) => {
    const decision = readInput(decisionSchema, request.body);
    response.json(
      await changes.decide(
        request.params.id,
        { ...decision, decision: 'approved' },
        await caller(request),
      ),
    );
  });
  v1.post('/changes/:id/reject', async (request, response) => {
    const decision = readInput(rejectionSchema, request.body);
    response.json(
      await changes.decide(
        request.params.id,
        { ...decision, decision: 'rejected' },
        await caller(request),
      ),
    );
  });
  v1.post('/changes/:id/cancel', async (request, response) => {
    response.json(
      await changes.cancel(request.params.id, await caller(request)),
    );
  });
  v1.post('/changes/:id/replan', async (request, response) => {
    response.json(
      await changes.replan(request.params.id, await caller(request)),
    );
  });
  v1.post('/changes/:id/retry', async (request, response) => {
    response.json(
      await changes.retry(request.params.id, await caller(request)),
    );
  });

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

  v1.get('/activity', async (request, response) => {
    const query = readInput(activityQuerySchema, request.query);
    response.json(await activity.list(query, await caller(request)));
  });

  v1.get('/write-switch', async (request, response) => {
    await caller(request);
    response.json(await options.writeSwitch.get());
  });
  v1.put('/write-switch', async (request, response) => {
    const { credentials } = await caller(request);
    await options.gate.require({
      permission: administerPermission,
      credentials,
      grant: 'administer',
    });
    const { ref } = await changes.actor(credentials);
    const change = readInput(writeSwitchSchema, request.body);
    response.json(await options.writeSwitch.set({ ...change, actor: ref }));
  });

  v1.get('/openapi.json', async (request, response) => {
    await caller(request);
    response.json(openApiDocument);
  });

  const router = Router();
  router.use('/v1', v1);
  return router;
}
