import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { requireChoice } from '../requireChoice';
import { ClusterVersionPicker } from './ClusterVersionPicker';

export const field = {
  name: 'ClusterVersionPicker',
  component: ClusterVersionPicker,
  validation: requireChoice('Choose a version'),
  schema: makeFieldSchema({ output: z => z.string() }),
};
