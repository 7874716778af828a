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
