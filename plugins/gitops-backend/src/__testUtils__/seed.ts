import {
  LocalRepositories,
  type LocalRepository,
} from '@backstage-gitops/plugin-gitops-backend-module-local';

/** Where the embedded host pretends to be; nothing listens there. */
export const HOST_URL = 'http://127.0.0.1:7080';

/** The login this suite acts as in tests. */
export const BOT = 'gitops-bot';

export type Layout = 'plain' | 'kustomize' | 'helm';

const ENVIRONMENTS = ['dev', 'staging', 'production'] as const;

const deployment = (image: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: app   # keep
spec:
  template:
    spec:
      containers:
        - name: app
          image: ${image}  # the version
`;

/** The files of a service in one of the three layouts, at version 1.0.0. */
export function deployFiles(
  service: string,
  layout: Layout,
): Map<string, string> {
  const repository = `ghcr.io/acme/${service}`;
  const files = new Map<string, string>();
  if (layout === 'kustomize') {
    files.set(
      `${service}/base/kustomization.yaml`,
      'resources:\n  - deployment.yaml\n',
    );
    files.set(
      `${service}/base/deployment.yaml`,
      deployment(`${repository}:1.0.0`),
    );
  }
  if (layout === 'helm') {
    files.set(
      `${service}/chart/Chart.yaml`,
      'apiVersion: v2\nname: chart\nversion: 0.1.0\n',
    );
    files.set(
      `${service}/chart/values.yaml`,
      `image:\n  repository: ${repository}\n  tag: 1.0.0\n`,
    );
    files.set(
      `${service}/chart/templates/deployment.yaml`,
      deployment('{{ .Values.image.repository }}:{{ .Values.image.tag }}'),
    );
  }
  for (const environment of ENVIRONMENTS) {
    const path = `${service}/${environment}`;
    if (layout === 'plain') {
      files.set(
        `${path}/deployment.yaml`,
        `# ${environment}\n${deployment(`${repository}:1.0.0`)}`,
      );
    } else if (layout === 'kustomize') {
      files.set(
        `${path}/kustomization.yaml`,
        `# ${environment}\nresources:\n  - ../base\nnamePrefix: ${environment}-\n`,
      );
    } else {
      files.set(
        `${path}/Chart.yaml`,
        `apiVersion: v2\nname: ${service}\nversion: 0.1.0\ndependencies:\n  - name: chart\n    version: 0.1.0\n    repository: file://../chart\n`,
      );
      files.set(
        `${path}/values.yaml`,
        `# ${environment}\nchart:\n  image:\n    repository: ${repository}\n    tag: 1.0.0 # the version\n`,
      );
    }
  }
  return files;
}

/** A pipeline file: dev by commit, staging with one approval, production with two of the reliability engineers. */
export function pipelineFile(service: string): string {
  return `apiVersion: backstage-gitops.dev/v1alpha1
kind: Pipeline
metadata: { name: ${service} }
spec:
  repository: ${HOST_URL}/acme/deploy
  images: [{ name: app, repository: ghcr.io/acme/${service} }]
  releases:
    - { on: image, image: app, tags: '^v?\\d+\\.\\d+\\.\\d+$', select: semver }
  environments:
    - { name: dev, path: ${service}/dev, promote: commit }
    - { name: staging, after: [dev], path: ${service}/staging, merge: auto, gates: { approvals: 1 } }
    - name: production
      after: [staging]
      tier: production
      protected: true
      path: ${service}/production
      merge: auto
      gates:
        approvals: { count: 2, from: [group:default/sre], exclude: [requester, sourceAuthor, lastPusher] }
`;
}

/** Seeds the deploy repository and a source repository for each service. */
export async function seedRepositories(
  root: string,
  services: Record<string, Layout>,
  pipelineFiles: Record<string, string> = {},
): Promise<{ repositories: LocalRepositories; deploy: LocalRepository }> {
  const repositories = LocalRepositories.at({ root, url: HOST_URL, bot: BOT });
  const deploy = await repositories.create('acme/deploy');
  const files = new Map<string, string>();
  for (const [service, layout] of Object.entries(services)) {
    for (const [path, text] of deployFiles(service, layout)) {
      files.set(path, text);
    }
  }
  await deploy.commitFiles({
    branch: 'main',
    files,
    message: 'Seed',
    author: { name: 'Platform', email: 'platform@example.com' },
  });
  for (const service of Object.keys(services)) {
    const source = await repositories.create(`acme/${service}`);
    await source.commitFiles({
      branch: 'main',
      files: new Map([
        ['gitops.yaml', pipelineFiles[service] ?? pipelineFile(service)],
        ['main.ts', 'export {};\n'],
      ]),
      message: 'Begin',
      author: { name: 'Dana', email: 'dana@example.com' },
    });
  }
  return { repositories, deploy };
}
