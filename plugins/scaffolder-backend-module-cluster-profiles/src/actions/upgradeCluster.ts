import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { changeInput, clusterChangeOutput } from '../changeSchema';
import { proposeChange } from '../proposeChange';
import type { ActionServices } from '../proposeChange';
import { examples } from './upgradeCluster.examples';

/** Proposes to take a cluster to another version of a profile that it runs. */
export function createUpgradeClusterAction(services: ActionServices) {
  return createTemplateAction({
    id: 'cluster-profiles:cluster:upgrade',
    description:
      'Upgrades a cluster to another version of a profile that it runs. Parameters are carried forward by name; only new or now invalid ones are needed.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        name: z => z.string().describe('Name of the cluster'),
        version: z => z.string().describe('Published version, such as 1.4.0'),
        profile: z =>
          z
            .string()
            .optional()
            .describe('Name of the profile; the main one if absent'),
        parameters: z =>
          z
            .record(z.any())
            .optional()
            .describe('Parameters that are new, or not valid any more'),
        ...changeInput,
      },
      output: clusterChangeOutput,
    },
    async handler(ctx) {
      const { name, ...rest } = ctx.input;
      await proposeChange({
        ctx,
        services,
        request: { kind: 'upgrade', cluster: name, ...rest },
      });
    },
  });
}
