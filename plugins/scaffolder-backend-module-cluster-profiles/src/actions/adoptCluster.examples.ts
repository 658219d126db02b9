import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Adopt an imported cluster into a profile',
    example: stringify({
      steps: [
        {
          id: 'change',
          name: 'Adopt the cluster',
          action: 'cluster-profiles:cluster:adopt',
          input: {
            name: 'old-shop',
            profile: { name: 'production-base', version: '1.4.0' },
            parameters: { workers: 3 },
          },
        },
      ],
    }),
  },
];
