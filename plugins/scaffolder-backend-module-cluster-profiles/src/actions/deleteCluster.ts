import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { changeInput, clusterChangeOutput } from '../changeSchema';
import { proposeChange } from '../proposeChange';
import type { ActionServices } from '../proposeChange';
import { examples } from './deleteCluster.examples';

/** Proposes to delete a cluster. */
export function createDeleteClusterAction(services: ActionServices) {
  return createTemplateAction({
    id: 'cluster-profiles:cluster:delete',
    description:
      'Deletes a cluster and all that it consists of. It supersedes whatever is under way.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        name: z => z.string().describe('Name of the cluster'),
        ...changeInput,
      },
      output: clusterChangeOutput,
    },
    async handler(ctx) {
      const { name, ...rest } = ctx.input;
      await proposeChange({
        ctx,
        services,
        request: { kind: 'delete', cluster: name, ...rest },
      });
    },
  });
}
