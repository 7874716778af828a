import type { BareRepository } from '../git/BareRepository';
import { GitlabStandIn } from './GitlabStandIn';
import { projectPath } from './present/links';

const PROJECT = 'acme/platform/deploy';

describe('GitlabStandIn', () => {
  let standIn: GitlabStandIn;
  let git: BareRepository;

  beforeEach(async () => {
    standIn = await GitlabStandIn.start({ below: '/gitlab' });
    standIn.addAccount('ana');
    standIn.addAccount('ravi');
    git = await standIn.addProject(PROJECT);
    await git.commit('main', { 'README.md': 'deploy\n' });
  });

  afterEach(() => standIn.stop());

  const act = (method: string, path: string, body?: unknown, login = 'ana') =>
    standIn.act(login, method, { project: PROJECT, path }, body);

  async function open(branch: string) {
    await standIn.pushing(PROJECT, 'ana', () =>
      git.commit(branch, { [`${branch}.yaml`]: 'a: 1\n' }),
    );
    return act('POST', 'merge_requests', {
      title: branch,
      source_branch: branch,
      target_branch: 'main',
    });
  }

  const status = async () => {
    const shown = await act('GET', 'merge_requests/1');
    return Object(shown).detailed_merge_status;
  };

  it.each([
    ['no branch', { source_branch: 'nowhere', target_branch: 'main' }, 422],
    ['no base', { source_branch: 'dev', target_branch: 'nowhere' }, 422],
    ['a duplicate', { source_branch: 'dev', target_branch: 'main' }, 409],
    ['no title', { title: '', source_branch: 'x', target_branch: 'y' }, 400],
  ])('refuses a merge request with %s', async (_, body, refusal) => {
    await open('dev');
    await expect(
      act('POST', 'merge_requests', { title: 'x', ...body }),
    ).rejects.toThrow(String(refusal));
  });

  it('says why it would not merge', async () => {
    await open('dev');
    expect(await status()).toBe('mergeable');
    standIn.setRules(PROJECT, { approvals: 1, pipelineMustSucceed: true });
    expect(await status()).toBe('not_approved');
    await act('POST', 'merge_requests/1/approve', {}, 'ravi');
    expect(await status()).toBe('ci_must_pass');
    await act('POST', `statuses/${await git.tip('dev')}`, { state: 'running' });
    expect(await status()).toBe('ci_still_running');
    await standIn.pushing(PROJECT, 'ravi', () =>
      git.commit('main', { 'dev.yaml': 'a: 2\n' }),
    );
    expect(await status()).toBe('conflict');
    await act('PUT', 'merge_requests/1', { title: 'Draft: dev' });
    expect(await status()).toBe('draft_status');
  });

  it.each([
    ['another head', { mergeMethod: 'merge' }, { sha: 'a'.repeat(40) }, 409],
    ['what needs approvals', { approvals: 1 }, {}, 405],
    ['what must be rebased', { mergeMethod: 'ff' }, {}, 422],
  ] as const)('does not merge %s', async (_, rules, how, refusal) => {
    await open('dev');
    await git.commit('main', { 'other.yaml': 'b: 2\n' });
    standIn.setRules(PROJECT, rules);
    await expect(act('PUT', 'merge_requests/1/merge', how)).rejects.toThrow(
      String(refusal),
    );
  });

  it('squashes below a merge commit, where the project makes those', async () => {
    const base = await git.tip('main');
    await open('dev');
    const head = await git.commit('dev', { 'more.yaml': 'c: 3\n' });
    const how = { sha: head, squash: true };
    const merged = Object(await act('PUT', 'merge_requests/1/merge', how));
    const commit = await git.read(merged.merge_commit_sha);
    expect(commit?.parents).toEqual([base, merged.squash_commit_sha]);
    expect((await git.read(merged.squash_commit_sha))?.parents).toEqual([base]);
    expect(await git.file('main', 'more.yaml')).toBe('c: 3\n');
  });

  it('refuses an approval of the author, and a second one', async () => {
    await open('dev');
    const approve = (login: string) =>
      act('POST', 'merge_requests/1/approve', {}, login);
    await expect(approve('ana')).rejects.toThrow('401');
    await approve('ravi');
    await expect(approve('ravi')).rejects.toThrow('401');
  });

  it('resets approvals by a push that changes more, and not by a rebase', async () => {
    standIn.setRules(PROJECT, { resetsApprovals: true, mergeMethod: 'ff' });
    await open('dev');
    await act('POST', 'merge_requests/1/approve', {}, 'ravi');
    const approvals = async () =>
      Object(await act('GET', 'merge_requests/1/approvals')).approved_by;
    await git.commit('main', { 'other.yaml': 'b: 2\n' });
    await act('PUT', 'merge_requests/1/rebase');
    expect(await approvals()).toHaveLength(1);
    await standIn.pushing(PROJECT, 'ana', () =>
      git.commit('dev', { 'more.yaml': 'c: 3\n' }),
    );
    expect(await approvals()).toEqual([]);
  });

  it('refuses to bring a status to the state that it has', async () => {
    const commit = await git.tip('main');
    const report = (state: string) =>
      act('POST', `statuses/${commit}`, { state, name: 'gitops' });
    await report('pending');
    await expect(report('pending')).rejects.toThrow(
      'Cannot transition status via :enqueue from :pending',
    );
    await report('success');
    await report('pending');
  });

  it('says where the other pages are', async () => {
    await open('dev');
    await open('staging');
    await open('production');
    const { token } = standIn.addAccount('dana');
    const address = `${standIn.links.api}/${projectPath(
      PROJECT,
    )}/merge_requests?per_page=1&page=2`;
    const { headers } = await fetch(address, {
      headers: { 'private-token': token },
    });
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-page': '2',
      'x-next-page': '3',
      'x-prev-page': '1',
      'x-total': '3',
      'ratelimit-remaining': '5000',
      link: expect.stringContaining('page=3>; rel="next"'),
    });
  });

  it.each([
    ['a token that nobody has', { authorization: 'Bearer x' }, 401],
    ['no token', {}, 404],
  ])('refuses %s', async (_, headers: Record<string, string>, refusal) => {
    const address = `${standIn.links.api}/${projectPath(PROJECT)}`;
    expect((await fetch(address, { headers })).status).toBe(refusal);
  });

  it('answers GraphQL by the schema, and nothing that is not in it', async () => {
    await open('dev');
    const { token } = standIn.addAccount('dana');
    const ask = async (field: string) => {
      const query = `query ($path: ID!) {
        project(fullPath: $path) { mergeRequests { nodes { ${field} } } }
      }`;
      const response = await fetch(`${standIn.links.web}/api/graphql`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
        body: JSON.stringify({ query, variables: { path: PROJECT } }),
      });
      return response.json();
    };
    expect(await ask('iid')).toEqual({
      data: { project: { mergeRequests: { nodes: [{ iid: '1' }] } } },
    });
    expect(await ask('invented')).toHaveProperty('errors');
  });
});
