import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { ClusterName, validateClusterName } from './ClusterName';

export const field = createFormField({
  name: 'ClusterName',
  component: ClusterName,
  validation: validateClusterName,
  schema: makeFieldSchema({ output: z => z.string() }),
});
