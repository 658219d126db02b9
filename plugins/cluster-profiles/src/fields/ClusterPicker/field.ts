import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { ClusterPicker } from './ClusterPicker';

export const field = createFormField({
  name: 'ClusterPicker',
  component: ClusterPicker,
  schema: makeFieldSchema({ output: z => z.string() }),
});
