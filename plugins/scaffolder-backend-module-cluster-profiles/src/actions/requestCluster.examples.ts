import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Request a cluster for development',
    example: stringify({
      steps: [
        {
          id: 'change',
          name: 'Request the cluster',
          action: 'cluster-profiles:cluster:request',
          input: {
            name: 'checkout-dev',
            owner: 'group:default/checkout',
            target: 'dev-eu1',
            profile: { name: 'production-base', version: '1.4.0' },
          },
        },
      ],
    }),
  },
  {
    description:
      'Request a cluster for production with parameters, an add-on profile, and proposed upgrades for new patches',
    example: stringify({
      steps: [
        {
          id: 'change',
          name: 'Request the cluster',
          action: 'cluster-profiles:cluster:request',
          input: {
            name: 'checkout-prod',
            owner: 'group:default/checkout',
            description: 'Takes the orders',
            target: 'prod-eu1',
            profile: { name: 'production-base', version: '1.4.0' },
            parameters: { workers: 5 },
            addOnProfiles: [{ name: 'observability', version: '1.0.0' }],
            follow: 'patch',
            comment: 'For the launch in spring',
          },
        },
      ],
    }),
  },
];
