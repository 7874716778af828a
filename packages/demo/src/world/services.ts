/** A service of the demo: it has a source repository, and namespaces in the cluster. */
export interface DemoService {
  /** Name of the component, of the source repository below `acme/`, and of the pipeline. */
  name: string;
  /** Where CI pushes its images. */
  image: string;
  /** The variable that holds the token CI announces its releases with. */
  tokenVariable: string;
  /** Its environments: name and folder in the deploy repository, in their order. */
  environments: Array<{ name: string; path: string }>;
}

/** `owner/name` of the repository that says what runs where. */
export const deployRepository = 'acme/deploy';

/** The branch that everything happens on. */
export const mainBranch = 'main';

function service(name: string, environmentsFolder: string): DemoService {
  return {
    name,
    image: `ghcr.io/acme/${name}`,
    tokenVariable: `DEMO_CI_${name.toUpperCase()}_TOKEN`,
    environments: ['dev', 'staging', 'production'].map(environment => ({
      name: environment,
      path: `${environmentsFolder}/${environment}`,
    })),
  };
}

/** The services whose way to production is declared: each has a folder in the deploy repository, and a pipeline. */
export const declaredServices: DemoService[] = [
  service('payments', 'payments'),
  service('orders', 'orders/overlays'),
  service('shop', 'shop/envs'),
];

/** Has source and nothing else, for a template to add the rest: its folders are those that the template proposes. */
const undeclaredService = service('billing', 'billing/overlays');

export const demoServices: DemoService[] = [
  ...declaredServices,
  undeclaredService,
];

/** `owner/name` of a service's source repository. */
export function sourceRepository(name: string): string {
  return `acme/${name}`;
}

/** @throws Error naming the services there are. */
export function requireService(name: string): DemoService {
  const found = demoServices.find(candidate => candidate.name === name);
  if (!found) {
    throw new Error(
      `There is no service "${name}"; the demo has ${demoServices
        .map(candidate => candidate.name)
        .join(', ')}`,
    );
  }
  return found;
}
