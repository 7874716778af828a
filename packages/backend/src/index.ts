import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-auth-backend'));

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);

backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(
  import('@backstage-gitops/plugin-scaffolder-backend-module-gitops'),
);

backend.add(import('@backstage/plugin-permission-backend'));

backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));

backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));
backend.add(import('@backstage/plugin-mcp-actions-backend'));

backend.add(import('@backstage/plugin-kubernetes-backend'));
backend.add(import('@backstage-gitops/plugin-gitops-backend'));
backend.add(import('@backstage-gitops/plugin-gitops-backend-module-local'));
backend.add(
  import('@backstage-gitops/plugin-gitops-backend-module-kubernetes'),
);

// Sign-in without a password, and a sample policy. Elsewhere an installation adds its own auth provider and policy;
// without a policy the permission backend does not start, and says so.
if (process.env.NODE_ENV === 'development') {
  backend.add(import('@backstage-gitops/demo'));
}

backend.start();
