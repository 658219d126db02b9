import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { ClusterPlan, validateClusterPlan } from './ClusterPlan';

export const field = {
  name: 'ClusterPlan',
  component: ClusterPlan,
  validation: validateClusterPlan,
  schema: makeFieldSchema({
    output: z => z.string(),
    uiOptions: z =>
      z.object({
        kind: z
          .enum(['create', 'upgrade'])
          .optional()
          .describe('What the template proposes; create if absent'),
      }),
  }),
};
