import type { BareRepository } from '../git/BareRepository';
import { GithubStandIn } from './GithubStandIn';
import { OpenApi } from './OpenApi';

const PULLS = 'acme/deploy/pulls';

describe('GithubStandIn', () => {
  let api: OpenApi;
  let standIn: GithubStandIn;
  let git: BareRepository;

  beforeAll(async () => {
    api = await OpenApi.load();
  }, 60_000);

  beforeEach(async () => {
    standIn = await GithubStandIn.start();
    standIn.addAccount('ana');
    standIn.addAccount('ravi');
    git = await standIn.addRepository('acme', 'deploy');
    await git.commit('main', { 'README.md': 'deploy\n' });
  });

  afterEach(async () => {
    await standIn.stop();
    const problems = standIn.answered.flatMap(one => api.problemsOf(one));
    if (problems.length > 0) throw new Error(problems.join('\n'));
  });

  const act = (method: string, target: string, body?: unknown) =>
    standIn.act('ana', method, target, body);

  async function open(branch: string) {
    await standIn.pushing('acme/deploy', 'ana', () =>
      git.commit(branch, { [`${branch}.yaml`]: 'a: 1\n' }),
    );
    return act('POST', PULLS, { title: branch, head: branch, base: 'main' });
  }

  it.each([
    ['no branch', { head: 'nowhere', base: 'main' }, 'head is invalid'],
    ['no base', { head: 'main', base: 'nowhere' }, 'base is invalid'],
    ['nothing to merge', { head: 'main', base: 'main' }, 'No commits between'],
    ['a duplicate', { head: 'dev', base: 'main' }, 'already exists'],
  ])('refuses a pull request with %s', async (_, branches, reason) => {
    await open('dev');
    const opened = act('POST', PULLS, { title: 'x', ...branches });
    await expect(opened).rejects.toThrow(/^422 .*Validation Failed/);
    await expect(opened).rejects.toThrow(reason);
  });

  it.each([
    ['another head', { sha: 'a'.repeat(40) }, '409'],
    ['a way that is not allowed', { merge_method: 'rebase' }, '405'],
    ['what is no way', { merge_method: 'octopus' }, '422'],
  ])('refuses to merge by %s', async (_, how, status) => {
    standIn.setRules('acme/deploy', { branch: 'main', methods: ['merge'] });
    await open('dev');
    await expect(act('PUT', `${PULLS}/1/merge`, how)).rejects.toThrow(status);
  });

  it('refuses an approval of the author', async () => {
    await open('dev');
    const review = { event: 'APPROVE' };
    await expect(act('POST', `${PULLS}/1/reviews`, review)).rejects.toThrow(
      'Can not approve your own pull request',
    );
  });

  it('puts commits on top of others where it rebases', async () => {
    await git.commit('dev', { a: '1\n' }, 'One');
    await git.commit('dev', { b: '1\n' }, 'Two');
    await act('POST', PULLS, { title: 'x', head: 'dev', base: 'main' });
    const base = (await git.tip('main')) ?? '';
    await git.commit('main', { c: '1\n' }, 'Elsewhere');
    await act('PUT', `${PULLS}/1/merge`, { merge_method: 'rebase' });
    const commits = await git.between(base, 'main');
    const messages = await Promise.all(commits.map(one => git.read(one)));
    expect(messages.map(one => one?.message)).toEqual([
      'Elsewhere',
      'One',
      'Two',
    ]);
    expect(await git.file('main', 'b')).toBe('1\n');
    expect(await git.file('main', 'c')).toBe('1\n');
  });

  it('says where the other pages are', async () => {
    await open('dev');
    await open('staging');
    await open('production');
    const { token } = standIn.addAccount('dana');
    const address = `${standIn.links.api}/repos/${PULLS}?per_page=1&page=2`;
    const response = await fetch(address, {
      headers: { authorization: `token ${token}` },
    });
    const link = response.headers.get('link') ?? '';
    expect(
      [...link.matchAll(/[?&]page=(\d)>; rel="(\w+)"/g)].map(
        ([, page, rel]) => `${rel} ${page}`,
      ),
    ).toEqual(['prev 1', 'first 1', 'next 3', 'last 3']);
  });

  it('says that nothing changed, and asks nothing for that', async () => {
    await open('dev');
    const account = standIn.addAccount('dana');
    const ask = (headers: Record<string, string> = {}) =>
      fetch(`${standIn.links.api}/repos/${PULLS}/1`, {
        headers: { authorization: `token ${account.token}`, ...headers },
      });
    const first = await ask();
    const etag = first.headers.get('etag') ?? '';
    const second = await ask({ 'if-none-match': etag });
    expect(second.status).toBe(304);
    const { core } = standIn.budgets;
    expect(core.remaining(account)).toBe(core.limit - 1);
    await act('PATCH', `${PULLS}/1`, { title: 'Better' });
    expect((await ask({ 'if-none-match': etag })).status).toBe(200);
  });

  it.each([
    ['a token that nobody has', { authorization: 'Bearer x' }, 401],
    ['no token', {}, 404],
  ])('refuses %s', async (_, headers: Record<string, string>, status) => {
    const address = `${standIn.links.api}/repos/acme/deploy`;
    expect((await fetch(address, { headers })).status).toBe(status);
  });

  it.each(['.git/info/refs?service=git-receive-pack', '.git/info/refs'])(
    'lets nobody reach %s without a token',
    async end => {
      const response = await fetch(`${standIn.links.web}/acme/deploy${end}`);
      expect(response.status).toBe(401);
    },
  );
});
