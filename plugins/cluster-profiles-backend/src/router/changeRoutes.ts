import { z } from 'zod/v3';
import { readIdempotencyKey } from './readIdempotencyKey';
import { changeQuerySchema, typicalTimesQuerySchema } from './querySchemas';
import { readChangeRequest, readInput } from './requestSchema';
import type { AddRoutes } from './types';

const decisionSchema = z
  .object({
    planDigest: z.string(),
    comment: z.string().trim().max(2000).optional(),
  })
  .strict();
const reason = z
  .string()
  .trim()
  .min(3, 'say why, in three letters or more')
  .max(2000);
const rejectionSchema = decisionSchema.extend({ comment: reason });
const useSchema = z.object({ planDigest: z.string(), reason }).strict();
const reviewSchema = z.discriminatedUnion('verdict', [
  z
    .object({
      verdict: z.literal('confirmed'),
      comment: z.string().trim().max(2000).optional(),
    })
    .strict(),
  z.object({ verdict: z.literal('rejected'), comment: reason }).strict(),
]);

const commentSchema = z
  .object({ text: z.string().trim().min(1).max(2000) })
  .strict();

/** Changes: proposals, decisions and what else may be done with one. */
export const addChangeRoutes: AddRoutes = (
  v1,
  { breakGlass, changes, typicalTimes, caller },
) => {
  v1.post('/changes', async (request, response) => {
    const idempotencyKey = readIdempotencyKey(request);
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
  v1.post('/changes/:id/break-glass', async (request, response) => {
    response.json(
      await breakGlass.use(
        request.params.id,
        readInput(useSchema, request.body),
        await caller(request),
      ),
    );
  });
  v1.post('/changes/:id/review', async (request, response) => {
    response.json(
      await breakGlass.review(
        request.params.id,
        readInput(reviewSchema, request.body),
        await caller(request),
      ),
    );
  });
  v1.post('/changes/:id/withdraw-approval', async (request, response) => {
    const withdrawal = readInput(decisionSchema, request.body);
    response.json(
      await changes.withdrawApproval(
        request.params.id,
        withdrawal,
        await caller(request),
      ),
    );
  });
  v1.post('/changes/:id/comments', async (request, response) => {
    const { text } = readInput(commentSchema, request.body);
    response.json(
      await changes.comment(request.params.id, text, await caller(request)),
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

  v1.get('/typical-times', async (request, response) => {
    const { kind } = readInput(typicalTimesQuerySchema, request.query);
    response.json(await typicalTimes.get(kind, await caller(request)));
  });
};
