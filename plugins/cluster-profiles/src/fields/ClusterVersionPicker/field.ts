import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { ClusterVersionPicker } from './ClusterVersionPicker';

export const field = {
  name: 'ClusterVersionPicker',
  component: ClusterVersionPicker,
  schema: makeFieldSchema({ output: z => z.string() }),
};
