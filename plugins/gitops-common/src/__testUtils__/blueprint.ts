import {
  type PipelineBlueprint,
  STARTING_ENVIRONMENTS,
} from '../creation/PipelineBlueprint';

export const SERVICE = 'https://git.acme.example/acme/payments';
export const DEPLOY = 'https://git.acme.example/acme/deploy';

export const CATALOG_INFO = `# Who looks after this
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: payments
spec: { type: service, owner: payments-team, lifecycle: production }
`;

/** A pipeline of three environments whose manifests are in a repository of their own. */
export function blueprint(
  changes: Partial<PipelineBlueprint> = {},
): PipelineBlueprint {
  return {
    entity: { kind: 'component', namespace: 'default', name: 'payments' },
    catalogFile: { repository: SERVICE, path: 'catalog-info.yaml' },
    deploy: { repository: DEPLOY, branch: 'main', folder: 'payments' },
    image: { repository: 'ghcr.io/acme/payments', tag: '1.0.0' },
    layout: 'plain',
    port: 8080,
    environments: STARTING_ENVIRONMENTS,
    ...changes,
  };
}
