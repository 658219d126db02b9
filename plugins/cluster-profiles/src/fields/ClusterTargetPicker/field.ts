import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { ClusterTargetPicker } from './ClusterTargetPicker';

export const field = createFormField({
  name: 'ClusterTargetPicker',
  component: ClusterTargetPicker,
  schema: makeFieldSchema({ output: z => z.string() }),
});
