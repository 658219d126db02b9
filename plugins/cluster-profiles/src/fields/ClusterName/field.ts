import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { ClusterName, validateClusterName } from './ClusterName';

export const field = {
  name: 'ClusterName',
  component: ClusterName,
  validation: validateClusterName,
  schema: makeFieldSchema({ output: z => z.string() }),
};
