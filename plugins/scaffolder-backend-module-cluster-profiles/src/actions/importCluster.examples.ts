import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Import a cluster that is called the same on its target',
    example: stringify({
      steps: [
        {
          id: 'change',
          name: 'Import the cluster',
          action: 'cluster-profiles:cluster:import',
          input: {
            name: 'old-shop',
            owner: 'group:default/checkout',
            target: 'legacy',
          },
        },
      ],
    }),
  },
  {
    description: 'Import a cluster under another name',
    example: stringify({
      steps: [
        {
          id: 'change',
          name: 'Import the cluster',
          action: 'cluster-profiles:cluster:import',
          input: {
            name: 'checkout-old',
            owner: 'group:default/checkout',
            description: 'Runs until the new one takes over',
            target: 'legacy',
            source: 'old-shop',
            comment: 'So that we see it beside the others',
          },
        },
      ],
    }),
  },
];
