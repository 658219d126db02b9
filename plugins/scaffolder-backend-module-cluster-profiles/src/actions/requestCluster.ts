import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  changeInput,
  clusterChangeOutput,
  newClusterInput,
} from '../changeSchema';
import { proposeChange } from '../proposeChange';
import type { ActionServices } from '../proposeChange';
import { examples } from './requestCluster.examples';

/** Proposes a new cluster. */
export function createRequestClusterAction(services: ActionServices) {
  return createTemplateAction({
    id: 'cluster-profiles:cluster:request',
    description:
      'Requests a cluster from a published profile version. The change may need approvals; the step does not wait for them.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        ...newClusterInput,
        profile: z =>
          z
            .object({
              name: z.string().describe('Name of the profile'),
              version: z.string().describe('Published version, such as 1.4.0'),
            })
            .describe('Infrastructure or full-stack profile'),
        parameters: z =>
          z
            .record(z.any())
            .optional()
            .describe('What the parameters schema of the profile asks for'),
        addOnProfiles: z =>
          z
            .array(
              z.object({
                name: z.string(),
                version: z.string(),
                parameters: z.record(z.any()).optional(),
              }),
            )
            .optional()
            .describe('Add-on profiles on top'),
        follow: z =>
          z
            .enum(['pinned', 'patch', 'minor'])
            .optional()
            .describe(
              'What happens when the profile publishes a newer version: nothing, or a proposed upgrade',
            ),
        endsOn: z =>
          z
            .string()
            .optional()
            .describe(
              'Last day, YYYY-MM-DD, in UTC; what the policies say if absent',
            ),
        ...changeInput,
      },
      output: clusterChangeOutput,
    },
    async handler(ctx) {
      const { name, endsOn, ...rest } = ctx.input;
      await proposeChange({
        ctx,
        services,
        // A field of a form that was left empty asks for nothing.
        request: {
          kind: 'create',
          cluster: name,
          ...rest,
          ...(endsOn && { endsOn }),
        },
      });
    },
  });
}
