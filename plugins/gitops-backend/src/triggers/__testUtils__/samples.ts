import type { TriggerEvent } from '../TriggerEvent';
import type { ReceiverType } from '../receivers';

/** What a sender sends, as far as it is read, and what it means. */
export interface Sample {
  type: ReceiverType;
  event: string;
  headers?: Record<string, string>;
  payload: object;
  means: TriggerEvent[];
}

const COMMIT = 'c0ffee'.padEnd(40, '1');
const DIGEST = `sha256:${'ab'.repeat(32)}`;

const pushed = (repository: string): TriggerEvent => ({
  kind: 'gitPushed',
  repository,
  ref: { kind: 'branch', name: 'main' },
  commit: COMMIT,
  touchedDefaultBranch: true,
});

const changed = (repository: string): TriggerEvent => ({
  kind: 'pullRequestChanged',
  repository,
  number: 7,
});

const checked = (repository: string): TriggerEvent => ({
  kind: 'commitChecked',
  repository,
  commit: COMMIT,
});

const image = (repository: string, digest?: string): TriggerEvent => ({
  kind: 'imagePushed',
  repository,
  tag: 'v1.2.0',
  ...(digest ? { digest } : {}),
});

const GITHUB = 'https://github.com/acme/deploy';
const GITLAB = 'https://gitlab.example.com/acme/deploy';
const GITEA = 'https://gitea.example.com:3000/acme/deploy';
const CLOUD = 'https://bitbucket.org/acme/deploy';
const SERVER = 'https://bitbucket.example.com/scm/acme/deploy';
const AZURE = 'https://dev.azure.com/acme/app/_git/deploy';

const serverRepository = {
  links: {
    clone: [
      {
        name: 'ssh',
        href: 'ssh://git@bitbucket.example.com:7999/acme/deploy.git',
      },
      { name: 'http', href: `${SERVER}.git` },
    ],
  },
};
const serverAddresses = [
  'ssh://git@bitbucket.example.com:7999/acme/deploy',
  SERVER,
];

/** At least one of each sender, and one of each event that means something. */
export const SAMPLES: Sample[] = [
  {
    type: 'github',
    event: 'push',
    headers: { 'x-github-event': 'push', 'x-github-delivery': 'd-1' },
    payload: {
      ref: 'refs/heads/main',
      after: COMMIT,
      repository: { html_url: GITHUB, default_branch: 'main' },
    },
    means: [pushed(GITHUB)],
  },
  {
    type: 'github',
    event: 'pull request',
    headers: { 'x-github-event': 'pull_request' },
    payload: { pull_request: { number: 7 }, repository: { html_url: GITHUB } },
    means: [changed(GITHUB)],
  },
  {
    type: 'github',
    event: 'review',
    headers: { 'x-github-event': 'pull_request_review' },
    payload: {
      review: { state: 'approved' },
      pull_request: { number: 7 },
      repository: { html_url: GITHUB },
    },
    means: [changed(GITHUB)],
  },
  {
    type: 'github',
    event: 'merge group',
    headers: { 'x-github-event': 'merge_group' },
    payload: {
      action: 'checks_requested',
      merge_group: { base_ref: 'refs/heads/main' },
      repository: { html_url: GITHUB },
    },
    means: [{ kind: 'mergeQueueChanged', repository: GITHUB, branch: 'main' }],
  },
  {
    type: 'github',
    event: 'status',
    headers: { 'x-github-event': 'status' },
    payload: {
      sha: COMMIT,
      state: 'success',
      repository: { html_url: GITHUB },
    },
    means: [checked(GITHUB)],
  },
  {
    type: 'github',
    event: 'check run',
    headers: { 'x-github-event': 'check_run' },
    payload: {
      check_run: { head_sha: COMMIT },
      repository: { html_url: GITHUB },
    },
    means: [checked(GITHUB)],
  },
  {
    type: 'gitlab',
    event: 'push',
    headers: { 'x-gitlab-event': 'Push Hook' },
    payload: {
      ref: 'refs/heads/main',
      after: COMMIT,
      project: { web_url: GITLAB, default_branch: 'main' },
    },
    means: [pushed(GITLAB)],
  },
  {
    type: 'gitlab',
    event: 'merge request',
    headers: { 'x-gitlab-event': 'Merge Request Hook' },
    payload: { object_attributes: { iid: 7 }, project: { web_url: GITLAB } },
    means: [changed(GITLAB)],
  },
  {
    type: 'gitlab',
    event: 'note',
    headers: { 'x-gitlab-event': 'Note Hook' },
    payload: { merge_request: { iid: 7 }, project: { web_url: GITLAB } },
    means: [changed(GITLAB)],
  },
  {
    type: 'gitea',
    event: 'push',
    headers: { 'x-gitea-event': 'push' },
    payload: {
      ref: 'refs/heads/main',
      after: COMMIT,
      repository: { html_url: GITEA, default_branch: 'main' },
    },
    means: [pushed(GITEA)],
  },
  {
    type: 'forgejo',
    event: 'review',
    headers: { 'x-forgejo-event': 'pull_request_approved' },
    payload: { number: 7, repository: { html_url: GITEA } },
    means: [changed(GITEA)],
  },
  {
    type: 'gogs',
    event: 'push',
    headers: { 'x-gogs-event': 'push' },
    payload: {
      ref: 'refs/heads/main',
      after: COMMIT,
      repository: { html_url: GITEA, default_branch: 'main' },
    },
    means: [pushed(GITEA)],
  },
  {
    type: 'bitbucketCloud',
    event: 'push',
    headers: { 'x-event-key': 'repo:push' },
    payload: {
      push: {
        changes: [
          { new: { type: 'branch', name: 'main', target: { hash: COMMIT } } },
          { old: { type: 'tag', name: 'v1' }, new: null },
        ],
      },
      repository: { links: { html: { href: CLOUD } } },
    },
    means: [
      {
        kind: 'gitPushed',
        repository: CLOUD,
        ref: { kind: 'branch', name: 'main' },
        commit: COMMIT,
      },
      {
        kind: 'gitPushed',
        repository: CLOUD,
        ref: { kind: 'tag', name: 'v1' },
        touchedDefaultBranch: false,
      },
    ],
  },
  {
    type: 'bitbucketCloud',
    event: 'approval',
    headers: { 'x-event-key': 'pullrequest:approved' },
    payload: {
      pullrequest: { id: 7 },
      repository: { links: { html: { href: CLOUD } } },
    },
    means: [changed(CLOUD)],
  },
  {
    type: 'bitbucketServer',
    event: 'push',
    headers: { 'x-event-key': 'repo:refs_changed' },
    payload: {
      changes: [{ ref: { id: 'refs/heads/main' }, toHash: COMMIT }],
      repository: serverRepository,
    },
    means: serverAddresses.map(repository => ({
      kind: 'gitPushed',
      repository,
      ref: { kind: 'branch', name: 'main' },
      commit: COMMIT,
    })),
  },
  {
    type: 'bitbucketServer',
    event: 'merge',
    headers: { 'x-event-key': 'pr:merged' },
    payload: {
      pullRequest: { id: 7, toRef: { repository: serverRepository } },
    },
    means: serverAddresses.map(changed),
  },
  {
    type: 'azureDevOps',
    event: 'push',
    payload: {
      id: 'e-1',
      eventType: 'git.push',
      resource: {
        refUpdates: [{ name: 'refs/heads/main', newObjectId: COMMIT }],
        repository: { remoteUrl: AZURE, defaultBranch: 'refs/heads/main' },
      },
    },
    means: [pushed(AZURE)],
  },
  {
    type: 'azureDevOps',
    event: 'pull request',
    payload: {
      id: 'e-2',
      eventType: 'git.pullrequest.merged',
      resource: { pullRequestId: 7, repository: { remoteUrl: AZURE } },
    },
    means: [changed(AZURE)],
  },
  {
    type: 'ghcr',
    event: 'image',
    headers: { 'x-github-event': 'registry_package' },
    payload: {
      action: 'published',
      registry_package: {
        name: 'App',
        package_type: 'CONTAINER',
        owner: { login: 'Acme' },
        package_version: {
          name: DIGEST,
          container_metadata: { tag: { name: 'v1.2.0', digest: DIGEST } },
        },
      },
    },
    means: [image('ghcr.io/acme/app', DIGEST)],
  },
  {
    type: 'dockerHub',
    event: 'image',
    payload: {
      push_data: { tag: 'v1.2.0' },
      repository: { repo_name: 'acme/app' },
    },
    means: [image('docker.io/acme/app')],
  },
  {
    type: 'quay',
    event: 'image',
    payload: {
      docker_url: 'https://quay.example.com:8443/acme/app',
      repository: 'acme/app',
      updated_tags: ['v1.2.0'],
    },
    means: [image('quay.example.com:8443/acme/app')],
  },
  {
    type: 'harbor',
    event: 'image',
    payload: {
      type: 'PUSH_ARTIFACT',
      event_data: {
        resources: [
          {
            tag: 'v1.2.0',
            digest: DIGEST,
            resource_url: 'harbor.example.com:8443/acme/app:v1.2.0',
          },
        ],
        repository: { repo_full_name: 'acme/app' },
      },
    },
    means: [image('harbor.example.com:8443/acme/app', DIGEST)],
  },
  {
    type: 'acr',
    event: 'image',
    payload: {
      id: 'e-1',
      action: 'push',
      target: { repository: 'acme/app', tag: 'v1.2.0', digest: DIGEST },
      request: { host: 'acme.azurecr.io' },
    },
    means: [image('acme.azurecr.io/acme/app', DIGEST)],
  },
  {
    type: 'aliyunAcr',
    event: 'image',
    payload: {
      push_data: { tag: 'v1.2.0', digest: DIGEST },
      repository: { repo_full_name: 'acme/app', region: 'cn-beijing' },
    },
    means: [image('registry.cn-beijing.aliyuncs.com/acme/app', DIGEST)],
  },
  {
    type: 'nexus',
    event: 'image',
    headers: { 'x-nexus-webhook-delivery': 'd-1' },
    payload: {
      action: 'CREATED',
      component: { format: 'docker', name: 'acme/app', version: 'v1.2.0' },
    },
    means: [image('acme/app')],
  },
  {
    type: 'cloudEvents',
    event: 'image',
    headers: { 'content-type': 'application/cloudevents+json' },
    payload: {
      specversion: '1.0',
      id: 'e-1',
      source: 'urn:aws:ecr:eu-west-1:123456789012:repository/acme/app',
      type: 'com.amazon.ecr.image.push',
      data: {
        repositoryName: 'acme/app',
        imageTag: 'v1.2.0',
        imageDigest: DIGEST,
      },
    },
    means: [
      image('123456789012.dkr.ecr.eu-west-1.amazonaws.com/acme/app', DIGEST),
    ],
  },
  {
    type: 'cdEvents',
    event: 'artifact in structured mode',
    payload: {
      specversion: '1.0',
      id: 'e-1',
      source: '/ci',
      type: 'dev.cdevents.artifact.published.0.2.0',
      data: {
        context: {
          version: '0.4.1',
          id: 'e-1',
          source: '/ci',
          type: 'dev.cdevents.artifact.published.0.2.0',
        },
        subject: {
          id: `pkg:oci/app@${encodeURIComponent(
            DIGEST,
          )}?repository_url=ghcr.io/acme/app&tag=v1.2.0`,
        },
      },
    },
    means: [image('ghcr.io/acme/app', DIGEST)],
  },
  {
    type: 'cdEvents',
    event: 'artifact in binary mode',
    headers: { 'ce-type': 'dev.cdevents.artifact.published.0.2.0' },
    payload: {
      context: {
        version: '0.4.1',
        id: 'e-2',
        type: 'dev.cdevents.artifact.published.0.2.0',
      },
      subject: { id: 'pkg:docker/acme/app@v1.2.0' },
    },
    means: [image('docker.io/acme/app')],
  },
  {
    type: 'generic',
    event: 'image',
    payload: { id: 'e-1', image: `ghcr.io/acme/app:v1.2.0@${DIGEST}` },
    means: [image('ghcr.io/acme/app', DIGEST)],
  },
  {
    type: 'genericHmac',
    event: 'push',
    payload: {
      repository: 'https://git.example.com/acme/deploy.git',
      ref: 'refs/heads/main',
      commit: COMMIT,
    },
    means: [
      {
        kind: 'gitPushed',
        repository: 'https://git.example.com/acme/deploy',
        ref: { kind: 'branch', name: 'main' },
        commit: COMMIT,
      },
    ],
  },
  {
    type: 'genericHmac',
    event: 'pull request',
    payload: {
      repository: 'https://git.example.com/acme/deploy',
      pullRequest: 7,
    },
    means: [changed('https://git.example.com/acme/deploy')],
  },
];
