import { RECEIVERS, type ReceiverType } from '.';
import type { ImagePushed } from '../TriggerEvent';

function read(
  type: ReceiverType,
  payload: unknown,
  query: Record<string, string> = {},
) {
  const parsed = RECEIVERS[type].parse({
    headers: {},
    query: new URLSearchParams(query),
    body: Buffer.from(JSON.stringify(payload)),
  });
  return parsed.status === 'events'
    ? (parsed.events as ImagePushed[]).map(
        ({ repository, tag, digest }) =>
          `${repository}${tag ? `:${tag}` : ''}${digest ? `@${digest}` : ''}`,
      )
    : parsed.status;
}

const packageOf = (changes: object) => ({
  action: 'published',
  package: {
    name: 'app',
    package_type: 'container',
    owner: { login: 'acme' },
    package_version: { name: 'v1' },
    ...changes,
  },
});

const artifact = (data: object) => ({
  type: 'PUSH_ARTIFACT',
  event_data: data,
});

const cloudEvent = (changes: object) => ({
  specversion: '1.0',
  type: 'com.example.container.push',
  source: 'https://registry.example.com/a',
  data: {},
  ...changes,
});

const published = (id: string, type = 'artifact.published.0.2.0') => ({
  specversion: '1.0',
  type: `dev.cdevents.${type}`,
  data: { context: { id: '1', type: `dev.cdevents.${type}` }, subject: { id } },
});

describe('what registries say', () => {
  it.each<[string, ReceiverType, unknown, string[] | string]>([
    [
      'a version named by its tag',
      'ghcr',
      packageOf({}),
      ['ghcr.io/acme/app:v1'],
    ],
    [
      'a version named by its digest',
      'ghcr',
      packageOf({ package_version: { name: 'sha256:ab' } }),
      'ignored',
    ],
    ['another package', 'ghcr', packageOf({ package_type: 'npm' }), 'ignored'],
    [
      'a package that names its namespace',
      'ghcr',
      packageOf({ owner: null, namespace: 'acme' }),
      ['ghcr.io/acme/app:v1'],
    ],
    ['a package of nobody', 'ghcr', packageOf({ owner: null }), 'ignored'],
    ['a name that is no text', 'ghcr', packageOf({ name: 7 }), 'malformed'],
    ['no package', 'ghcr', { action: 'published' }, 'malformed'],
    ['a deletion', 'ghcr', { ...packageOf({}), action: 'deleted' }, 'ignored'],
    [
      'an official image',
      'dockerHub',
      { push_data: { tag: 'v1' }, repository: { repo_name: 'library/redis' } },
      ['docker.io/library/redis:v1'],
    ],
    [
      'the address of its page alone',
      'dockerHub',
      {
        push_data: { tag: 'v1' },
        repository: { repo_url: 'https://hub.docker.com/r/acme/app/' },
      },
      ['docker.io/acme/app:v1'],
    ],
    [
      'a tag that is a number',
      'dockerHub',
      { push_data: { tag: 1 }, repository: { repo_name: 'acme/app' } },
      'malformed',
    ],
    [
      'several tags in one push',
      'quay',
      { repository: 'acme/app', updated_tags: ['v1', 'latest'] },
      ['quay.io/acme/app:v1', 'quay.io/acme/app:latest'],
    ],
    [
      'the path in the address alone',
      'quay',
      { docker_url: 'quay.example.com/acme/app', updated_tags: ['v1'] },
      ['quay.example.com/acme/app:v1'],
    ],
    [
      'an address without a path',
      'quay',
      { docker_url: 'docker.io', updated_tags: ['v1'] },
      'ignored',
    ],
    ['no tag', 'quay', { repository: 'acme/app', updated_tags: [] }, 'ignored'],
    [
      'tags that are no list',
      'quay',
      { repository: 'acme/app', updated_tags: { v1: 'id' } },
      'malformed',
    ],
    [
      'more tags than anybody pushes',
      'quay',
      {
        repository: 'acme/app',
        updated_tags: Array.from({ length: 501 }, (_, index) => `v${index}`),
      },
      'malformed',
    ],
    [
      'several resources, one of them without a tag',
      'harbor',
      artifact({
        resources: [
          { tag: 'v1', resource_url: 'h.example.com:8443/acme/app:v1' },
          {
            digest: 'sha256:ab',
            resource_url: 'h.example.com:8443/acme/app@sha256:ab',
          },
          { tag: 'v2', resource_url: 'h.example.com:8443/acme/app:v2' },
        ],
      }),
      ['h.example.com:8443/acme/app:v1', 'h.example.com:8443/acme/app:v2'],
    ],
    [
      'no address',
      'harbor',
      artifact({ resources: [{ tag: 'v1' }], repository: { name: 'app' } }),
      ['app:v1'],
    ],
    ['a chart of old', 'harbor', { type: 'UPLOAD_CHART' }, 'ignored'],
    [
      'resources that are no list',
      'harbor',
      artifact({ resources: 'all' }),
      'malformed',
    ],
    [
      'a digest alone',
      'acr',
      {
        action: 'push',
        target: { repository: 'app', digest: 'sha256:ab' },
        request: { host: 'a.azurecr.io' },
      },
      ['a.azurecr.io/app@sha256:ab'],
    ],
    [
      'a deletion',
      'acr',
      { action: 'delete', target: { repository: 'app' } },
      'ignored',
    ],
    [
      'other names for the same',
      'cloudEvents',
      cloudEvent({
        data: { repository: 'app', tag: 'v1', registry: 'r.example.com:5000' },
      }),
      ['r.example.com:5000/app:v1'],
    ],
    [
      'the subject alone',
      'cloudEvents',
      cloudEvent({ subject: 'team/app:v1' }),
      ['registry.example.com/team/app:v1'],
    ],
    [
      'no registry',
      'cloudEvents',
      cloudEvent({ source: '/ci', subject: 'team/app:v1' }),
      'ignored',
    ],
    [
      'a deletion',
      'cloudEvents',
      cloudEvent({ type: 'com.example.image.deleted', subject: 'app:v1' }),
      'ignored',
    ],
    [
      'another event',
      'cloudEvents',
      cloudEvent({ type: 'com.example.row' }),
      'ignored',
    ],
    [
      'another version',
      'cloudEvents',
      cloudEvent({ specversion: '2.0' }),
      'malformed',
    ],
    [
      'data that is a list',
      'cloudEvents',
      cloudEvent({ data: ['x'] }),
      'malformed',
    ],
    [
      'a package URL without a tag',
      'cdEvents',
      published(
        'pkg:oci/app@sha256%3Aab?repository_url=r.example.com:5000/acme/app',
      ),
      ['r.example.com:5000/acme/app@sha256:ab'],
    ],
    [
      'a package URL without a registry',
      'cdEvents',
      published('pkg:oci/app@sha256:ab?tag=v1'),
      ['app:v1@sha256:ab'],
    ],
    [
      'an artifact of npm',
      'cdEvents',
      published('pkg:npm/app@1.0.0'),
      'ignored',
    ],
    ['a package URL that is none', 'cdEvents', published('%%%'), 'ignored'],
    [
      'another event',
      'cdEvents',
      published('pkg:oci/app@sha256:ab', 'artifact.packaged.0.2.0'),
      'ignored',
    ],
    [
      'an event of another specification',
      'cdEvents',
      {
        specversion: '1.0',
        type: 'x',
        data: { context: { id: '1', type: 'x' }, subject: { id: '1' } },
      },
      'malformed',
    ],
    [
      'a component that is no image',
      'nexus',
      {
        action: 'CREATED',
        component: { format: 'npm', name: 'a', version: '1' },
      },
      'ignored',
    ],
    ['nothing that is known', 'generic', { action: 'push' }, 'ignored'],
  ])('%s (%s)', (_, type, payload, expected) => {
    expect(read(type, payload)).toEqual(expected);
  });

  it.each<[string, object, Record<string, string>, string]>([
    [
      'a region',
      { region: 'cn-beijing' },
      {},
      'registry.cn-beijing.aliyuncs.com/acme/app:v1',
    ],
    [
      'the address',
      {},
      { registry_url: 'acme.cr.aliyuncs.com' },
      'acme.cr.aliyuncs.com/acme/app:v1',
    ],
    ['neither', {}, {}, 'acme/app:v1'],
    [
      'both',
      { region: 'cn-beijing' },
      { registry_url: 'acme.cr.aliyuncs.com' },
      'acme.cr.aliyuncs.com/acme/app:v1',
    ],
  ])('Alibaba: the registry is told by %s', (_, where, query, expected) => {
    const payload = {
      push_data: { tag: 'v1' },
      repository: { repo_full_name: 'acme/app', ...where },
    };
    expect(read('aliyunAcr', payload, query)).toEqual([expected]);
  });
});
