import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  changeInput,
  clusterChangeOutput,
  newClusterInput,
} from '../changeSchema';
import { proposeChange } from '../proposeChange';
import type { ActionServices } from '../proposeChange';
import { examples } from './importCluster.examples';

/** Proposes to bring in a cluster that exists already. */
export function createImportClusterAction(services: ActionServices) {
  return createTemplateAction({
    id: 'cluster-profiles:cluster:import',
    description:
      'Brings in a cluster that exists already: it is observed, and takes add-on profiles; nothing of its base is written. The change may need approvals; the step does not wait for them.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        ...newClusterInput,
        source: z =>
          z
            .string()
            .optional()
            .describe('What it is called on the target; the name if absent'),
        ...changeInput,
      },
      output: clusterChangeOutput,
    },
    async handler(ctx) {
      const { name, ...rest } = ctx.input;
      await proposeChange({
        ctx,
        services,
        request: { kind: 'import', cluster: name, ...rest },
      });
    },
  });
}
