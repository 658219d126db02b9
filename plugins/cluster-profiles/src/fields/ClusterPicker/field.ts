import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { requireChoice } from '../requireChoice';
import { ClusterPicker } from './ClusterPicker';

export const field = {
  name: 'ClusterPicker',
  component: ClusterPicker,
  validation: requireChoice('Choose a cluster'),
  schema: makeFieldSchema({ output: z => z.string() }),
};
