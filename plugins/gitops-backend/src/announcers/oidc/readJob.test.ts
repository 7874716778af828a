import { readJob } from './readJob';

const SHA = 'b'.repeat(40);

const github = { repository: 'acme/payments', ref: 'refs/tags/v1', sha: SHA };
const gitlab = {
  project_path: 'acme/shop/payments',
  ref: 'main',
  ref_type: 'branch',
  ref_path: 'refs/heads/main',
  sha: SHA,
};

describe('readJob', () => {
  it('reads claims of GitHub Actions', () => {
    const settings = {
      ci: 'githubActions' as const,
      repositories: 'https://github.com',
    };
    expect(readJob(settings, { ...github, environment: 'release' })).toEqual({
      ci: 'githubActions',
      path: 'acme/payments',
      repository: 'https://github.com/acme/payments',
      ref: 'refs/tags/v1',
      environment: 'release',
      commit: SHA,
    });
    expect(readJob(settings, gitlab)).toBeUndefined();
  });

  it.each<[string, object, string]>([
    ['a branch', {}, 'refs/heads/main'],
    ['a branch of an older GitLab', { ref_path: undefined }, 'refs/heads/main'],
    [
      'a tag of an older GitLab',
      { ref_path: null, ref: 'v1', ref_type: 'tag' },
      'refs/tags/v1',
    ],
    [
      'a branch that is named as a tag is',
      { ref_path: undefined, ref: 'refs/tags/v1' },
      'refs/heads/refs/tags/v1',
    ],
  ])('reads claims of GitLab CI on %s', (_, changes, ref) => {
    const settings = {
      ci: 'gitlabCi' as const,
      repositories: 'https://gitlab.acme.example/git',
    };
    expect(readJob(settings, { ...gitlab, ...changes })).toMatchObject({
      repository: 'https://gitlab.acme.example/git/acme/shop/payments',
      ref,
    });
    expect(readJob(settings, github)).toBeUndefined();
  });
});
