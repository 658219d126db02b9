import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import type { Clock } from '@cluster-profiles/plugin-cluster-profiles-node';
import express from 'express';
import Router from 'express-promise-router';
import { z } from 'zod/v3';
import type { ClusterStore } from '../database/ClusterStore';
import type { MisbehaviourStore } from '../database/MisbehaviourStore';

const name = z.string().min(1).max(253);

const misbehaviourSchema = z
  .object({
    kind: z.enum([
      'fail-step',
      'hang',
      'hang-deletion',
      'drift-layer',
      'unreachable',
      'conflict',
    ]),
    cluster: name.optional(),
    target: name.optional(),
    layer: name.optional(),
    message: z.string().min(1).max(1000).optional(),
    times: z.number().int().min(1).max(1000).optional(),
  })
  .strict();

/** Routes that make the simulator misbehave, and that tell what it was asked to do. */
export function createRouter(options: {
  clusters: ClusterStore;
  misbehaviours: MisbehaviourStore;
  httpAuth: HttpAuthService;
  clock: Clock;
}): express.Router {
  const { clusters, misbehaviours, httpAuth, clock } = options;
  const router = Router();
  // Only here: bodies of the plugin's own routes are the plugin's business.
  router.use('/simulator', express.json());

  router.get('/simulator/misbehaviours', async (req, res) => {
    await httpAuth.credentials(req, { allow: ['user'] });
    res.json({ items: await misbehaviours.list() });
  });

  router.put('/simulator/misbehaviours', async (req, res) => {
    await httpAuth.credentials(req, { allow: ['user'] });
    const { times, ...wanted } = parse(misbehaviourSchema, req.body);
    const remaining = wanted.kind === 'conflict' ? (times ?? 1) : undefined;
    res.json(await misbehaviours.put({ ...wanted, remaining }, clock.now()));
  });

  router.delete('/simulator/misbehaviours', async (req, res) => {
    await httpAuth.credentials(req, { allow: ['user'] });
    await misbehaviours.removeAll();
    res.status(204).end();
  });

  router.delete('/simulator/misbehaviours/:id', async (req, res) => {
    await httpAuth.credentials(req, { allow: ['user'] });
    if (!(await misbehaviours.remove(req.params.id))) {
      throw new NotFoundError(`No misbehaviour with id '${req.params.id}'`);
    }
    res.status(204).end();
  });

  router.get('/simulator/operations', async (req, res) => {
    await httpAuth.credentials(req, { allow: ['user', 'service'] });
    const { cluster } = parse(
      z.object({ cluster: z.string().min(1) }),
      req.query,
    );
    res.json({ items: await clusters.listOperations(cluster) });
  });

  return router;
}

function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new InputError(`/${issue.path.join('/')}: ${issue.message}`);
  }
  return result.data;
}
