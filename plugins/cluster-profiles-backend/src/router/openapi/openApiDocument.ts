import type { JsonObject } from '@backstage/types';
import { administrationPaths } from './paths/administrationPaths';
import { bulkPaths } from './paths/bulkPaths';
import { changePaths } from './paths/changePaths';
import { clusterPaths } from './paths/clusterPaths';
import { policyPaths } from './paths/policyPaths';
import { profilePaths } from './paths/profilePaths';
import { bulkSchemas } from './schemas/bulkSchemas';
import { changeSchemas } from './schemas/changeSchemas';
import { clusterSchemas } from './schemas/clusterSchemas';
import { commonSchemas } from './schemas/commonSchemas';
import { desiredSchemas } from './schemas/desiredSchemas';
import { planSchemas } from './schemas/planSchemas';
import { policySchemas } from './schemas/policySchemas';
import { profileSchemas } from './schemas/profileSchemas';
import { requestSchemas } from './schemas/requestSchemas';

/** The API under `/v1` for clients in other languages. A test holds it against the routes and their answers. */
export const openApiDocument = {
  openapi: '3.1.0',
  info: {
    title: 'Cluster profiles',
    version: '1',
    description:
      'Approved, versioned models of whole Kubernetes stacks, and the clusters that run them.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '/api/cluster-profiles/v1' }],
  security: [{ backstage: [] }],
  paths: {
    ...profilePaths,
    ...clusterPaths,
    ...changePaths,
    ...bulkPaths,
    ...policyPaths,
    ...administrationPaths,
  },
  components: {
    securitySchemes: {
      backstage: {
        type: 'http',
        scheme: 'bearer',
        description: 'A token of a signed-in user or of a service.',
      },
    },
    schemas: {
      ...commonSchemas,
      ...profileSchemas,
      ...desiredSchemas,
      ...clusterSchemas,
      ...planSchemas,
      ...requestSchemas,
      ...changeSchemas,
      ...bulkSchemas,
      ...policySchemas,
    },
  },
} satisfies JsonObject;
