import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Publish from an address at one commit',
    example: stringify({
      steps: [
        {
          id: 'change',
          name: 'Publish the profile',
          action: 'cluster-profiles:profile:publish',
          input: {
            url: 'https://github.com/acme/profiles/blob/main/production-base/profile.yaml',
            comment: 'Kubernetes 1.35.2',
          },
        },
      ],
    }),
  },
  {
    description: 'Publish a bundle of the workspace',
    example: stringify({
      steps: [
        {
          id: 'change',
          name: 'Publish the profile',
          action: 'cluster-profiles:profile:publish',
          input: {
            path: './production-base',
            authors: ['user:default/paula'],
          },
        },
      ],
    }),
  },
];
