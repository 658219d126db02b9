import {
  ACCESS_ROLES,
  CHANGE_KINDS,
  type PolicyQuestion,
} from '@cluster-profiles/plugin-cluster-profiles-common';
import { z } from 'zod/v3';
import { entityRef, readInput } from './requestSchema';
import type { AddRoutes } from './types';

const name = z.string().min(1).max(63);

const questionSchema = z
  .object({
    kind: z.enum(CHANGE_KINDS),
    cluster: name.optional(),
    target: name.optional(),
    stage: z.enum(['development', 'staging', 'production']).optional(),
    profile: name.optional(),
    version: z.string().min(1).max(64).optional(),
    lifecycle: name.optional(),
    owner: entityRef.optional(),
    nodes: z.number().int().min(0).max(1_000_000).optional(),
    rollbackClass: z
      .enum(['not-started', 'reversible', 'replaces-nodes', 'forward-only'])
      .optional(),
    drifted: z.boolean().optional(),
    repositories: z.array(name).max(100).optional(),
    role: z.enum(ACCESS_ROLES as [string, ...string[]]).optional(),
    proposer: entityRef.optional(),
  })
  .strict();

/** What the policies say about a draft. */
export const addPolicyRoutes: AddRoutes = (v1, { policies, caller }) => {
  v1.post('/policies/explain', async (request, response) => {
    const question = readInput(questionSchema, request.body) as PolicyQuestion;
    response.json(await policies.explain(question, await caller(request)));
  });
};
