import { readPushFailure } from './push';

const PORCELAIN = 'To https://host/acme/deploy.git\n';
const FAILED =
  "error: failed to push some refs to 'https://host/acme/deploy.git'";
const REF = '!\tabc:refs/heads/main\t';

describe('readPushFailure', () => {
  it.each([
    ['a lease that does not hold', `${REF}[rejected] (stale info)`],
    [
      'a ref that moved at the server',
      `${REF}[remote rejected] (cannot lock ref 'refs/heads/main': is at 1 but expected 2)`,
    ],
    ['two pushes at once', `${REF}[remote rejected] (failed to update ref)`],
  ])('knows %s', (_, line) => {
    expect(readPushFailure(`${FAILED}\n${PORCELAIN}${line}\nDone`)).toEqual({
      status: 'stale',
    });
  });

  it.each([
    [
      'protected branch',
      'remote: error: GH006: Protected branch update failed for refs/heads/main.',
      '[remote rejected] (protected branch hook declined)',
    ],
    [
      'signed commits',
      'remote: - Commits must have verified signatures: commit must be signed.',
      '[remote rejected] (push declined due to repository rule violations)',
    ],
    [
      'repository rules',
      'remote: error: GH013: Repository rule violations found for refs/heads/main.',
      '[remote rejected] (push declined due to repository rule violations)',
    ],
    ['hook', 'remote: No', '[remote rejected] (pre-receive hook declined)'],
  ])('tells a rule: %s', (rule, said, why) => {
    expect(
      readPushFailure(`${said}\n${FAILED}\n${PORCELAIN}${REF}${why}\nDone`),
    ).toMatchObject({ status: 'refused', rule });
  });

  it('tells a server that lets nobody push', () => {
    expect(
      readPushFailure(
        "fatal: unable to access 'https://host/acme/deploy.git/': The requested URL returned error: 403",
      ),
    ).toMatchObject({ status: 'refused', rule: 'permission' });
  });

  it.each([
    "fatal: unable to access 'https://host/acme/permission-service.git/': The requested URL returned error: 502",
    "fatal: unable to access 'http://127.0.0.1:40312/acme/deploy.git/': The requested URL returned error: 503",
    `error: RPC failed; HTTP 502 curl 22 The requested URL returned error: 502\nsend-pack: unexpected disconnect while reading sideband packet\nfatal: the remote end hung up unexpectedly`,
    `${PORCELAIN}!\tabc:refs/heads/gitops/component.default.permission-denied/gpg\t[remote failure] (remote failed to report status)\nDone`,
    "fatal: unable to access 'https://host/hook-declined/GH006.git/': Could not resolve host: host",
  ])('takes an accident for one, whatever words are in a name: %s', text => {
    expect(readPushFailure(text)).toBeUndefined();
  });
});
