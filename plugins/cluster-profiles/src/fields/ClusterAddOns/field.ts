import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import type { AddOnProfile } from '../formData';
import { ClusterAddOns, validateClusterAddOns } from './ClusterAddOns';

export const field = {
  name: 'ClusterAddOns',
  component: ClusterAddOns,
  validation: validateClusterAddOns,
  schema: makeFieldSchema({
    output: z => z.custom<AddOnProfile[]>(value => Array.isArray(value)),
  }),
};
