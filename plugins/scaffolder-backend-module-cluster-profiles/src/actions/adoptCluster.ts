import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { changeInput, clusterChangeOutput } from '../changeSchema';
import { proposeChange } from '../proposeChange';
import type { ActionServices } from '../proposeChange';
import { examples } from './adoptCluster.examples';

/** Proposes to make an imported cluster one that a profile describes. */
export function createAdoptClusterAction(services: ActionServices) {
  return createTemplateAction({
    id: 'cluster-profiles:cluster:adopt',
    description:
      'Adopts an imported cluster into a profile, which then decides what it is made of. It is not rolled back. The change may need approvals; the step does not wait for them.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        name: z => z.string().describe('Name of the cluster'),
        profile: z =>
          z
            .object({ name: z.string(), version: z.string() })
            .describe('Infrastructure or full-stack profile, and its version'),
        parameters: z =>
          z
            .record(z.any())
            .optional()
            .describe('What the schema of the profile version asks for'),
        ...changeInput,
      },
      output: clusterChangeOutput,
    },
    async handler(ctx) {
      const { name, ...rest } = ctx.input;
      await proposeChange({
        ctx,
        services,
        request: { kind: 'adopt', cluster: name, ...rest },
      });
    },
  });
}
