import type { AccountRole } from '../cluster/access/Account';
import { demoServices } from './services';

/** What the Kubernetes plugin, boundaries and pipeline files call the simulated cluster. */
export const clusterName = 'demo';

/** Where it listens, on loopback. The app's configuration names it, so it is the same everywhere. */
export const clusterPort = 7443;

/** Who has a token: the Kubernetes plugin, this suite's engine, and people at this machine through kubectl. */
export const clusterAccounts = {
  backstage: 'view',
  gitops: 'edit',
  admin: 'admin',
} as const satisfies Record<string, AccountRole>;

/** Where an environment of a service runs. */
export function namespaceOf(service: string, environment: string): string {
  return `${service}-${environment}`;
}

/** What the platform team made in the cluster before anyone deployed to it. */
export function demoNamespaces(): string[] {
  return demoServices.flatMap(({ name, environments }) =>
    environments.map(environment => namespaceOf(name, environment.name)),
  );
}
