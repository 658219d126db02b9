import type { KubernetesObject } from '../kubernetes';
import { classVariables } from './classVariables';

const live = (observedGeneration: number): KubernetesObject => ({
  apiVersion: 'cluster.x-k8s.io/v1beta2',
  kind: 'ClusterClass',
  metadata: { name: 'x', generation: 2 },
  spec: {
    variables: [
      {
        name: 'inline',
        required: true,
        schema: { openAPIV3Schema: { type: 'string' } },
      },
    ],
    patches: [
      { name: 'p', external: { discoverVariablesExtension: 'discover.ext' } },
    ],
  },
  status: {
    observedGeneration,
    variables: [
      {
        name: 'inline',
        definitions: [
          {
            from: 'inline',
            required: true,
            schema: { openAPIV3Schema: { type: 'string' } },
          },
        ],
      },
      {
        name: 'found',
        definitionsConflict: true,
        definitions: [
          {
            from: 'p',
            required: false,
            schema: { openAPIV3Schema: { type: 'integer' } },
          },
        ],
      },
    ],
  },
});

describe('classVariables', () => {
  it('believes Cluster API about a class that it has taken up', () => {
    expect(classVariables(live(2))).toEqual({
      complete: true,
      definitions: [
        {
          name: 'inline',
          required: true,
          schema: { type: 'string' },
          conflicting: false,
        },
        {
          name: 'found',
          required: false,
          schema: { type: 'integer' },
          conflicting: true,
        },
      ],
    });
  });

  it('reads the class itself before that, and knows that extensions may add some', () => {
    expect(classVariables(live(1))).toEqual({
      complete: false,
      definitions: [
        {
          name: 'inline',
          required: true,
          schema: { type: 'string' },
          conflicting: false,
        },
      ],
    });
  });
});
