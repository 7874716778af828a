import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

function example(description: string, input: object): TemplateExample {
  const step = {
    id: 'pipeline',
    name: 'Add GitOps',
    action: 'gitops:pipeline:create',
    input,
  };
  return { description, example: stringify({ steps: [step] }) };
}

const image = { repository: 'ghcr.io/acme/payments', tag: '1.0.0' };

/** How the action is used in templates. */
export const examples: TemplateExample[] = [
  example('Deploy a service from its own repository', {
    entity: 'component:default/payments',
    image,
    layout: 'plain',
  }),
  example('Keep manifests in a repository of their own, announced by CI', {
    entity: '${{ parameters.entity }}',
    image,
    layout: 'kustomize',
    repository: 'https://github.com/acme/deploy',
    announce: 'githubActions',
  }),
  example('Name the environments, and where they run', {
    entity: 'component:default/payments',
    image,
    layout: 'helm',
    environments: [
      {
        name: 'test',
        promote: 'commit',
        target: { cluster: 'test', namespace: 'payments' },
      },
      {
        name: 'production',
        protected: true,
        approvals: 2,
        target: { cluster: 'production', namespace: 'payments' },
      },
    ],
  }),
];
