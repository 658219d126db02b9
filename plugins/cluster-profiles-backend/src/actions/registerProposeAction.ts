import {
  readChangeRequest,
  changeRequestSchema,
} from '../router/requestSchema';
import type { ActionOptions } from './registerActions';

/** Proposes as whoever asks, marked as proposed by a tool. What it leads to is for people to decide. */
export function registerProposeAction(options: ActionOptions): void {
  const { registry, runner, changes } = options;
  registry.register({
    name: 'propose',
    title: 'Propose a change',
    description:
      'Proposes a change of a cluster or a profile, such as create, upgrade, resize or delete. It is planned and, where policies ask for it, waits for the approval of people; this action cannot approve. Send the same idempotencyKey to repeat a call that got no answer.',
    attributes: { readOnly: false, destructive: true, idempotent: true },
    examples: [
      {
        title: 'Add worker nodes',
        input: {
          request: {
            kind: 'resize',
            cluster: 'payments',
            workers: { general: 5 },
            comment: 'Black Friday',
          },
          idempotencyKey: 'resize-payments-5',
        },
      },
    ],
    schema: {
      input: z =>
        z.object({
          // The registry may bring another copy of zod: the same at run time, and endless to compare for the compiler.
          request: changeRequestSchema.describe(
            'What to propose',
          ) as unknown as ReturnType<typeof z.unknown>,
          idempotencyKey: z
            .string()
            .min(8)
            .max(255)
            .optional()
            .describe('Makes a repeated call one proposal'),
        }),
      output: z =>
        z.object({
          id: z.string().describe('Id of the change'),
          state: z.string(),
          summary: z.string(),
          url: z.string().describe('Path of its page in the portal'),
        }),
    },
    action: async ({ input, credentials }) => ({
      output: await runner.run(
        { action: 'propose', writes: true, credentials },
        async () => {
          const { id, state, summary } = await changes.propose(
            readChangeRequest(input.request),
            { credentials, idempotencyKey: input.idempotencyKey, tool: true },
          );
          return {
            id,
            state,
            summary,
            url: `/cluster-profiles/changes/${id}`,
          };
        },
      ),
    }),
  });
}
