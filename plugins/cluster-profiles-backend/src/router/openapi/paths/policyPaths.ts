import type { JsonObject } from '@backstage/types';
import { operation } from '../operation';
import { ref } from '../shapes';

export const policyPaths: Record<string, JsonObject> = {
  '/policies/explain': {
    post: operation({
      id: 'explainPolicies',
      summary: 'What the policies say about a draft, and why',
      tag: 'policies',
      description:
        'What is left out is taken from the cluster, the version and the target, where they tell. Nothing is stored.',
      body: ref('PolicyQuestion'),
      answer: ref('PolicyAnswer'),
    }),
  },
};
