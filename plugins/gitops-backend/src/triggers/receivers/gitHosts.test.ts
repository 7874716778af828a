import { RECEIVERS, type ReceiverType } from '.';
import { parseRef } from './git';

const COMMIT = 'a'.repeat(40);
const NOTHING = '0'.repeat(40);
const URL = 'https://github.com/acme/deploy';

function read(type: ReceiverType, event: string, payload: unknown) {
  const parsed = RECEIVERS[type].parse({
    headers: {
      'x-github-event': event,
      'x-gitlab-event': event,
      'x-gitea-event': event,
      'x-event-key': event,
    },
    query: new URLSearchParams(),
    body: Buffer.from(JSON.stringify(payload)),
  });
  return parsed.status === 'events' ? parsed.events : parsed.status;
}

const push = (changes: object) => ({
  ref: 'refs/heads/main',
  after: COMMIT,
  repository: { html_url: URL, default_branch: 'main' },
  ...changes,
});

describe('parseRef', () => {
  it.each([
    ['refs/heads/main', { kind: 'branch', name: 'main' }],
    ['refs/heads/release/1.0', { kind: 'branch', name: 'release/1.0' }],
    ['refs/tags/v1', { kind: 'tag', name: 'v1' }],
    ['refs/tags/heads/v1', { kind: 'tag', name: 'heads/v1' }],
    ['main', { kind: 'branch', name: 'main' }],
    ['heads/main', { kind: 'branch', name: 'heads/main' }],
    ['refs/pull/7/head', undefined],
    ['refs/notes/commits', undefined],
  ])('%s', (text, expected) => {
    expect(parseRef(text)).toEqual(expected);
  });
});

describe('what Git hosts say', () => {
  it.each<[string, object, object]>([
    ['the default branch', {}, { commit: COMMIT, touchedDefaultBranch: true }],
    [
      'another branch',
      { ref: 'refs/heads/dev' },
      { ref: { kind: 'branch', name: 'dev' }, touchedDefaultBranch: false },
    ],
    [
      'a tag that is named as the default branch',
      { ref: 'refs/tags/main' },
      { ref: { kind: 'tag', name: 'main' }, touchedDefaultBranch: false },
    ],
    [
      'an address with .git',
      { repository: { html_url: `${URL}.git/` } },
      { repository: URL },
    ],
    [
      'an object of SHA-256',
      { after: 'b'.repeat(64) },
      { commit: 'b'.repeat(64) },
    ],
  ])('a push to %s', (_, changes, expected) => {
    expect(read('github', 'push', push(changes))).toEqual([
      expect.objectContaining(expected),
    ]);
  });

  it('a deleted tag has no commit', () => {
    const [event] = read(
      'github',
      'push',
      push({ ref: 'refs/tags/v1', after: NOTHING }),
    );
    expect(event).toEqual({
      kind: 'gitPushed',
      repository: URL,
      ref: { kind: 'tag', name: 'v1' },
      touchedDefaultBranch: false,
    });
  });

  it.each(['object_kind', 'event_name'])(
    'a hook of all of GitLab names its event in the body, as %s',
    name => {
      const payload = {
        ...push({}),
        [name]: 'push',
        project: { web_url: URL, default_branch: 'main' },
      };
      expect(read('gitlab', 'System Hook', payload)).toEqual([
        expect.objectContaining({ repository: URL, commit: COMMIT }),
      ]);
    },
  );

  it('a host that does not say its default branch leaves it open', () => {
    const [event] = read(
      'github',
      'push',
      push({ repository: { html_url: URL } }),
    );
    expect(event).not.toHaveProperty('touchedDefaultBranch');
  });

  it.each<[string, ReceiverType, string, object, 'ignored' | 'malformed']>([
    ['a first ping', 'github', 'ping', { zen: 'x' }, 'ignored'],
    ['no name of an event', 'github', '', push({}), 'ignored'],
    [
      'refs that are no branch',
      'github',
      'push',
      push({ ref: 'refs/pull/7/head' }),
      'ignored',
    ],
    [
      'a push without a ref',
      'github',
      'push',
      push({ ref: undefined }),
      'malformed',
    ],
    ['a ref that is a number', 'github', 'push', push({ ref: 7 }), 'malformed'],
    [
      'a ref that Git would refuse',
      'github',
      'push',
      push({ ref: 'refs/heads/a b' }),
      'malformed',
    ],
    [
      'a commit that is none',
      'github',
      'push',
      push({ after: '--upload-pack=x' }),
      'malformed',
    ],
    [
      'no repository',
      'github',
      'push',
      push({ repository: null }),
      'malformed',
    ],
    [
      'a file as repository',
      'github',
      'push',
      push({ repository: { html_url: 'file:///etc' } }),
      'malformed',
    ],
    [
      'a repository with a password',
      'github',
      'push',
      push({ repository: { html_url: 'https://a:b@github.com/a/b' } }),
      'malformed',
    ],
    [
      'a repository with a query',
      'github',
      'push',
      push({ repository: { html_url: `${URL}?x=1` } }),
      'malformed',
    ],
    ['a list', 'github', 'push', [push({})], 'malformed'],
    [
      'a merge queue of a tag',
      'github',
      'merge_group',
      {
        merge_group: { base_ref: 'refs/tags/v1' },
        repository: { html_url: URL },
      },
      'ignored',
    ],
    [
      'a merge group without a base',
      'github',
      'merge_group',
      { merge_group: {}, repository: { html_url: URL } },
      'malformed',
    ],
    [
      'a pull request without a number',
      'github',
      'pull_request',
      { pull_request: {}, repository: { html_url: URL } },
      'malformed',
    ],
    [
      'a pull request of a negative number',
      'github',
      'pull_request',
      { pull_request: { number: -1 }, repository: { html_url: URL } },
      'malformed',
    ],
    ['an issue', 'gitlab', 'Issue Hook', {}, 'ignored'],
    [
      'a comment on a commit',
      'gitlab',
      'Note Hook',
      { project: { web_url: URL } },
      'ignored',
    ],
    ['a star', 'gitea', 'watch', {}, 'ignored'],
    [
      'a test of the connection',
      'bitbucketServer',
      'diagnostics:ping',
      { test: true },
      'ignored',
    ],
    [
      'a push of nothing',
      'bitbucketCloud',
      'repo:push',
      { push: { changes: [] }, repository: { links: { html: { href: URL } } } },
      'ignored',
    ],
    [
      'a work item',
      'azureDevOps',
      '',
      { eventType: 'workitem.created' },
      'ignored',
    ],
    [
      'a push without refs',
      'azureDevOps',
      '',
      { eventType: 'git.push', resource: {} },
      'malformed',
    ],
  ])('%s', (_, type, event, payload, expected) => {
    expect(read(type, event, payload)).toBe(expected);
  });
});
