import type { BareRepository } from '../git/BareRepository';
import { GiteaStandIn } from './GiteaStandIn';

const NAME = 'root/deploy';
const PULLS = `repos/${NAME}/pulls`;

describe('GiteaStandIn', () => {
  let standIn: GiteaStandIn;
  let git: BareRepository;

  beforeEach(async () => {
    standIn = await GiteaStandIn.start();
    await act('POST', 'user/repos', { name: 'deploy', auto_init: true });
    git = standIn.git(NAME);
  });

  afterEach(() => standIn.stop());

  async function send(
    method: string,
    target: string,
    body?: unknown,
    secret = 'gta_root',
  ) {
    return fetch(`${standIn.web}/api/v1/${target}`, {
      method,
      headers: { authorization: `token ${secret}` },
      body: JSON.stringify(body),
    });
  }

  /** Does something as the administrator, and answers what is answered. */
  async function act(method: string, target: string, body?: unknown) {
    const response = await send(method, target, body);
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  async function open(branch: string) {
    await standIn.pushing(NAME, 'root', () =>
      git.commit(branch, { [`${branch}.yaml`]: 'a: 1\n' }),
    );
    return act('POST', PULLS, { title: branch, head: branch, base: 'main' });
  }

  it.each([
    ['no branch', { head: 'nowhere', base: 'main' }, '404'],
    ['no base', { head: 'dev', base: 'nowhere' }, '404'],
    ['nothing to merge', { head: 'main', base: 'main' }, '422'],
    ['a duplicate', { head: 'dev', base: 'main' }, '409'],
    ['no title', { head: 'dev', base: 'main', title: '' }, '422'],
  ])('refuses a pull request with %s', async (_, wanted, status) => {
    await open('dev');
    const opened = act('POST', PULLS, { title: 'x', ...wanted });
    await expect(opened).rejects.toThrow(status);
  });

  it.each([
    ['another head', { head_commit_id: 'a'.repeat(40) }, '409', 'out of date'],
    ['a way that is not allowed', { Do: 'rebase' }, '405', 'not allowed'],
    ['what is no way', { Do: 'octopus' }, '422', 'Do'],
  ])('refuses to merge by %s', async (_, how, status, reason) => {
    standIn.allow(NAME, ['merge']);
    await open('dev');
    const merged = act('POST', `${PULLS}/1/merge`, { Do: 'merge', ...how });
    await expect(merged).rejects.toThrow(status);
    await expect(merged).rejects.toThrow(reason);
  });

  it('merges nothing before it looked for conflicts', async () => {
    await open('dev');
    await standIn.pushing(NAME, 'root', () => git.commit('main', { b: '1\n' }));
    const merge = () => act('POST', `${PULLS}/1/merge`, { Do: 'merge' });
    await expect(merge()).rejects.toThrow('Please try again later');
    expect(await act('GET', `${PULLS}/1`)).toMatchObject({ mergeable: false });
    expect(await act('GET', `${PULLS}/1`)).toMatchObject({ mergeable: true });
    await merge();
    expect(await git.file('main', 'dev.yaml')).toBe('a: 1\n');
    await expect(merge()).rejects.toThrow('405');
  });

  it('says where the other pages are, and how many there are', async () => {
    for (const branch of ['dev', 'staging', 'production']) await open(branch);
    const response = await send('GET', `${PULLS}?limit=1&page=2`);
    const link = response.headers.get('link') ?? '';
    expect(response.headers.get('x-total-count')).toBe('3');
    expect(
      [...link.matchAll(/[?&]page=(\d)>; rel="(\w+)"/g)].map(
        ([, page, rel]) => `${rel} ${page}`,
      ),
    ).toEqual(['next 3', 'last 3', 'first 1', 'prev 1']);
  });

  it('puts fifty on a page and no more', async () => {
    const names = Array.from({ length: 60 }, (_, index) => `label-${index}`);
    for (const name of names) {
      const label = { name, color: '#ededed' };
      await act('POST', `repos/${NAME}/labels`, label);
    }
    const labels = `repos/${NAME}/labels`;
    expect(await act('GET', `${labels}?limit=1000`)).toHaveLength(50);
    expect(await act('GET', labels)).toHaveLength(30);
  });

  it.each([
    ['a secret that nobody has', 'x', 401],
    ['one of somebody who may not see it', 'gta_other', 404],
  ])('refuses %s', async (_, secret, status) => {
    await act('POST', 'admin/users', {
      username: 'other',
      password: 'gta_other',
      email: 'other@example.com',
    });
    const { status: answered } = await send('GET', PULLS, undefined, secret);
    expect(answered).toBe(status);
  });

  it('tells nobody the secret of a webhook', async () => {
    const hooks = `repos/${NAME}/hooks`;
    const config = { url: 'https://x', content_type: 'json', secret: 'hidden' };
    await act('POST', hooks, { type: 'gitea', config });
    expect(JSON.stringify(await act('GET', hooks))).not.toContain('hidden');
  });

  it.each(['.git/info/refs?service=git-receive-pack', '.git/info/refs'])(
    'lets nobody reach %s without a secret',
    async end => {
      const response = await fetch(`${standIn.web}/${NAME}${end}`);
      expect(response.status).toBe(401);
    },
  );
});
