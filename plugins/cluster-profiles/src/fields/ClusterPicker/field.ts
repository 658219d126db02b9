import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { ClusterPicker } from './ClusterPicker';

export const field = {
  name: 'ClusterPicker',
  component: ClusterPicker,
  schema: makeFieldSchema({ output: z => z.string() }),
};
