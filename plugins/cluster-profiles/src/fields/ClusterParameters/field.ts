import type { JsonObject } from '@backstage/types';
import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import {
  ClusterParameters,
  validateClusterParameters,
} from './ClusterParameters';

export const field = {
  name: 'ClusterParameters',
  component: ClusterParameters,
  validation: validateClusterParameters,
  schema: makeFieldSchema({
    output: z => z.custom<JsonObject>(value => typeof value === 'object'),
  }),
};
