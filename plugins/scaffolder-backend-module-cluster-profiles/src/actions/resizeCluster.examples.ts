import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Set the number of workers of a pool',
    example: stringify({
      steps: [
        {
          id: 'change',
          name: 'Resize the cluster',
          action: 'cluster-profiles:cluster:resize',
          input: { name: 'checkout-dev', workers: { general: 5 } },
        },
      ],
    }),
  },
  {
    description: 'Make the control plane highly available',
    example: stringify({
      steps: [
        {
          id: 'change',
          name: 'Resize the cluster',
          action: 'cluster-profiles:cluster:resize',
          input: {
            name: 'checkout-dev',
            controlPlane: 3,
            comment: 'No more downtime',
          },
        },
      ],
    }),
  },
];
