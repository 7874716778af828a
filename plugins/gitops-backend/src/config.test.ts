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
