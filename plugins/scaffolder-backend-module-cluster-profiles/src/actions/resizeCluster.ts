import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { changeInput, clusterChangeOutput } from '../changeSchema';
import { proposeChange } from '../proposeChange';
import type { ActionServices } from '../proposeChange';
import { examples } from './resizeCluster.examples';

/** Proposes other numbers of nodes. */
export function createResizeClusterAction(services: ActionServices) {
  return createTemplateAction({
    id: 'cluster-profiles:cluster:resize',
    description:
      'Sets the number of nodes of a cluster; pools that are left out stay as they are.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        name: z => z.string().describe('Name of the cluster'),
        controlPlane: z =>
          z
            .number()
            .int()
            .min(1)
            .optional()
            .describe('Machines of the control plane'),
        workers: z =>
          z
            .record(z.number().int().min(0))
            .optional()
            .describe('Machines by name of the worker pool'),
        ...changeInput,
      },
      output: clusterChangeOutput,
    },
    async handler(ctx) {
      const { name, ...rest } = ctx.input;
      await proposeChange({
        ctx,
        services,
        request: { kind: 'resize', cluster: name, ...rest },
      });
    },
  });
}
