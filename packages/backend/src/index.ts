import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));

backend.add(import('@cluster-profiles/plugin-cluster-profiles-backend'));
backend.add(
  import('@cluster-profiles/plugin-cluster-profiles-backend-module-argocd'),
);
backend.add(
  import('@cluster-profiles/plugin-cluster-profiles-backend-module-cluster-api'),
);
backend.add(
  import('@cluster-profiles/plugin-cluster-profiles-backend-module-simulator'),
);
backend.add(
  import('@cluster-profiles/plugin-catalog-backend-module-cluster-profiles'),
);
backend.add(
  import('@cluster-profiles/plugin-scaffolder-backend-module-cluster-profiles'),
);
backend.add(
  import('@cluster-profiles/plugin-search-backend-module-cluster-profiles'),
);
backend.add(
  import('@cluster-profiles/plugin-auth-backend-module-examples-provider'),
);
backend.add(
  import('@cluster-profiles/plugin-permission-backend-module-examples-policy'),
);

backend.start();
