import { parseRoute } from './route';

const repository = 'acme/deploy';

describe('parseRoute', () => {
  it.each([
    ['GET', '/', { kind: 'home' }],
    ['GET', '/acme/deploy', { kind: 'repository', repository }],
    ['GET', '/acme/deploy/', { kind: 'repository', repository }],
    [
      'GET',
      '/acme/deploy/tree/gitops%2Fstaging',
      { kind: 'repository', repository, branch: 'gitops/staging' },
    ],
    [
      'GET',
      `/acme/deploy/commit/${'a1'.repeat(20)}`,
      { kind: 'commit', repository, commit: 'a1'.repeat(20) },
    ],
    [
      'GET',
      '/acme/deploy/pulls/12',
      { kind: 'pullRequest', repository, number: 12 },
    ],
    [
      'GET',
      '/acme/deploy/raw/main/payments/dev/service.yaml',
      {
        kind: 'raw',
        repository,
        branch: 'main',
        path: 'payments/dev/service.yaml',
      },
    ],
    [
      'GET',
      '/acme/deploy/blob/main/a%20b.txt',
      { kind: 'blob', repository, branch: 'main', path: 'a b.txt' },
    ],
    [
      'GET',
      '/acme/deploy.git/info/refs?service=git-upload-pack',
      {
        kind: 'git',
        repository,
        service: 'git-upload-pack',
        call: 'advertise',
      },
    ],
    [
      'POST',
      '/acme/deploy/git-receive-pack',
      {
        kind: 'git',
        repository,
        service: 'git-receive-pack',
        call: 'exchange',
      },
    ],
  ])('%s %s', (method, target, route) => {
    expect(parseRoute(method, target)).toEqual(route);
  });

  it.each([
    ['GET', '/acme'],
    ['GET', '/acme/..'],
    ['GET', '/../etc/passwd'],
    ['GET', '/acme/%2e%2e/raw/main/x'],
    ['GET', '/acme/deploy/raw/main'],
    ['GET', '/acme/deploy/raw/main/../../../accounts.json'],
    ['GET', '/acme/deploy/raw/main/%2e%2e/%2e%2e/accounts.json'],
    ['GET', '/acme/deploy/raw/main/a%2F..%2Fb'],
    ['GET', '/acme/deploy/raw/main/a//b'],
    ['GET', '/acme/deploy/raw/main/a%00b'],
    ['GET', '/acme/deploy/raw/main/a%'],
    ['GET', '/acme/deploy/raw/-option/a'],
    ['GET', '/acme/deploy/raw/main%3Aother/a'],
    ['GET', '/acme/deploy/raw/..%2Fmain/a'],
    ['GET', '/acme/deploy/commit/HEAD'],
    ['GET', '/acme/deploy/pulls/0'],
    ['GET', '/acme/deploy/pulls/1e3'],
    ['GET', '/acme/deploy/HEAD'],
    ['GET', '/acme/deploy/objects/info/packs'],
    ['GET', '/acme/deploy/info/refs'],
    ['GET', '/acme/deploy/info/refs?service=git-upload-archive'],
    ['GET', '/acme/deploy/git-receive-pack'],
    ['POST', '/acme/deploy'],
    ['DELETE', '/'],
    ['GET', 'http://elsewhere/acme/deploy'],
  ])('refuses %s %s', (method, target) => {
    expect(parseRoute(method, target)).toEqual({ kind: 'unknown' });
  });
});
