import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Upgrade a cluster to a newer version of its profile',
    example: stringify({
      steps: [
        {
          id: 'change',
          name: 'Upgrade the cluster',
          action: 'cluster-profiles:cluster:upgrade',
          input: { name: 'checkout-prod', version: '1.4.0' },
        },
      ],
    }),
  },
  {
    description: 'Upgrade an add-on profile, and set a parameter that is new',
    example: stringify({
      steps: [
        {
          id: 'change',
          name: 'Upgrade the add-ons',
          action: 'cluster-profiles:cluster:upgrade',
          input: {
            name: 'checkout-prod',
            profile: 'observability',
            version: '1.1.0',
            parameters: { retentionDays: 14 },
          },
        },
      ],
    }),
  },
];
