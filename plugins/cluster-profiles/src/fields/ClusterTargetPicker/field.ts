import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { requireChoice } from '../requireChoice';
import { ClusterTargetPicker } from './ClusterTargetPicker';

export const field = {
  name: 'ClusterTargetPicker',
  component: ClusterTargetPicker,
  validation: requireChoice('Choose a target'),
  schema: makeFieldSchema({ output: z => z.string() }),
};
