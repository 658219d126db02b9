import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import {
  ClusterProfilePicker,
  validateClusterProfile,
} from './ClusterProfilePicker';

const schema = makeFieldSchema({
  output: z => z.object({ name: z.string(), version: z.string() }),
  uiOptions: z =>
    z.object({
      types: z
        .array(z.enum(['infrastructure', 'add-on', 'full-stack']))
        .optional()
        .describe('Types of profiles that can be chosen'),
    }),
});

export const field = {
  name: 'ClusterProfilePicker',
  component: ClusterProfilePicker,
  validation: validateClusterProfile,
  schema,
};
