import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { ClusterVersionPicker } from './ClusterVersionPicker';

export const field = createFormField({
  name: 'ClusterVersionPicker',
  component: ClusterVersionPicker,
  schema: makeFieldSchema({ output: z => z.string() }),
});
