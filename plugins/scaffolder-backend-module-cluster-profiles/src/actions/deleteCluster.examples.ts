import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Delete a cluster',
    example: stringify({
      steps: [
        {
          id: 'change',
          name: 'Delete the cluster',
          action: 'cluster-profiles:cluster:delete',
          input: { name: 'checkout-dev', comment: 'The experiment is over' },
        },
      ],
    }),
  },
];
