import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { readGitOpsConfig } from './config';

const read = (gitops: JsonObject) =>
  readGitOpsConfig(
    mockServices.rootConfig({
      data: {
        gitops: {
          seal: { keys: [{ secret: 'a secret of tests' }] },
          ...gitops,
        },
      },
    }),
  );

describe('gitops.http.allow', () => {
  it('lists nobody by default', () => {
    expect(read({}).http).toEqual({ allow: [] });
  });

  it('keeps to public networks by default', () => {
    const allow = [
      { url: 'https://change.example.com/gates' },
      { url: 'http://change.internal:8080', privateNetwork: true },
    ];
    expect(read({ http: { allow } }).http.allow).toEqual([
      { ...allow[0], privateNetwork: false },
      allow[1],
    ]);
  });

  it.each([
    'change.example.com',
    'ftp://change.example.com',
    'https://ann:secret@change.example.com',
    'https://change.example.com/gate?key=1',
    'https://change.example.com/#gate',
  ])('refuses %s, naming the setting', url => {
    expect(() => read({ http: { allow: [{ url }] } })).toThrow(
      /gitops\.http\.allow\.0\.url/,
    );
  });
});

describe('gitops.webhooks', () => {
  const secret = 'a secret of tests';

  it('lets nobody in by default', () => {
    expect(read({}).webhooks).toEqual({});
  });

  it('has secrets, of which the older ones are for a while', () => {
    const webhooks = {
      hub: { type: 'dockerHub', secret },
      'github-acme': {
        type: 'github',
        secret,
        previous: [{ secret: 'an older secret of tests' }],
        events: ['push'],
      },
    };
    expect(read({ webhooks }).webhooks).toEqual({
      ...webhooks,
      hub: { ...webhooks.hub, previous: [] },
    });
  });

  it.each<[string, JsonObject, RegExp]>([
    [
      'no secret',
      { hub: { type: 'dockerHub' } },
      /gitops\.webhooks\.hub\.secret/,
    ],
    [
      'an empty secret',
      { hub: { type: 'dockerHub', secret: '' } },
      /gitops\.webhooks\.hub\.secret/,
    ],
    [
      'a short older secret',
      { hub: { type: 'dockerHub', secret, previous: [{ secret: 'x' }] } },
      /gitops\.webhooks\.hub\.previous\.0\.secret/,
    ],
    [
      'an unknown sender',
      { hub: { type: 'dockerhub', secret } },
      /gitops\.webhooks\.hub\.type.*"dockerHub"/,
    ],
    [
      'events of a sender that names none',
      { hub: { type: 'dockerHub', secret, events: ['push'] } },
      /gitops\.webhooks\.hub\.events/,
    ],
    [
      'a name that is no address',
      { 'a/b': { type: 'dockerHub', secret } },
      /gitops\.webhooks\.a\/b/,
    ],
  ])('refuses %s, naming the setting', (_, webhooks, message) => {
    expect(() => read({ webhooks })).toThrow(message);
  });
});

describe('gitops.registries', () => {
  it('lists none by default', () => {
    expect(read({}).registries).toEqual([]);
  });

  it('fills in what is left out, and knows Docker Hub by its names', () => {
    const registries = [
      { host: 'docker.io', username: 'ann', password: 'secret' },
      { host: 'Harbor.internal:443', insecure: 'http', privateNetwork: true },
    ];
    expect(read({ registries }).registries).toEqual([
      {
        host: 'registry-1.docker.io',
        credentials: { username: 'ann', password: 'secret' },
        privateNetwork: false,
        budget: 600,
        poll: 120_000,
      },
      {
        host: 'harbor.internal',
        insecure: 'http',
        privateNetwork: true,
        budget: 600,
        poll: 120_000,
      },
    ]);
  });

  it.each<[string, JsonObject[], RegExp]>([
    [
      'a URL for a host',
      [{ host: 'https://ghcr.io' }],
      /gitops\.registries\.0\.host/,
    ],
    [
      'a password alone',
      [{ host: 'ghcr.io', password: 'canary' }],
      /gitops\.registries\.0: username and password, or neither/,
    ],
    [
      'a budget of nothing',
      [{ host: 'ghcr.io', budget: 0 }],
      /gitops\.registries\.0\.budget/,
    ],
    [
      'one host twice',
      [{ host: 'docker.io' }, { host: 'index.docker.io' }],
      /gitops\.registries: each host once/,
    ],
  ])('refuses %s, naming the setting', (_, registries, message) => {
    const problem = () => read({ registries });
    expect(problem).toThrow(message);
    expect(problem).not.toThrow(/canary/);
  });
});
