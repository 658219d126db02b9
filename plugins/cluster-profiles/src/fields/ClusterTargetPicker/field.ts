import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { ClusterTargetPicker } from './ClusterTargetPicker';

export const field = {
  name: 'ClusterTargetPicker',
  component: ClusterTargetPicker,
  schema: makeFieldSchema({ output: z => z.string() }),
};
