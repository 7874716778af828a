import { GitlabWorld } from './__testUtils__/GitlabWorld';
import { connect } from './connect';
import { Credentials } from './Credentials';
import { Headroom } from './Headroom';
import type { Place } from './Place';
import { rebasePull } from './rebasing';

describe('rebasePull', () => {
  let world: GitlabWorld;
  let place: Place;

  beforeEach(async () => {
    world = await GitlabWorld.create();
    const { links } = world.standIn;
    const { login, token } = world.bot;
    const provider = { getCredentials: async () => ({ token }) };
    place = {
      ...connect({
        apiBaseUrl: links.api,
        credentials: new Credentials(provider, links.web),
        headroom: new Headroom(),
        patience: { second: 1, timeout: 30_000 },
      }),
      project: world.project,
      bot: login,
    };
  });

  afterEach(() => world.remove());

  /** A merge request whose base went on, with the head that was judged. */
  async function open() {
    await world.push('ana', 'dev', { 'dev.yaml': 'a: 1\n' });
    const { number, headCommit } = await world.host.openPullRequest({
      repository: world.repository,
      headBranch: 'dev',
      baseBranch: 'main',
      content: { title: 'Promote', body: '', labels: [] },
    });
    await world.push('ana', 'main', { 'other.yaml': 'b: 2\n' });
    return { number, headCommit };
  }

  it('makes a head that changes the same', async () => {
    const { headCommit, number } = await open();
    const outcome = await rebasePull(place, { number, headCommit });
    const head = (await world.git.tip('dev')) ?? '';
    expect(outcome).toEqual({ status: 'rebased', headCommit: head });
    expect(head).not.toBe(headCommit);
    expect((await world.git.read(head))?.parents).toEqual([
      await world.git.tip('main'),
    ]);
  });

  it('takes what was pushed meanwhile for another head', async () => {
    const { headCommit, number } = await open();
    await world.push('ravi', 'dev', { 'more.yaml': 'c: 3\n' });
    expect(await rebasePull(place, { number, headCommit })).toEqual({
      status: 'headMoved',
      headCommit: await world.git.tip('dev'),
    });
  });

  it('takes another indentation that was pushed meanwhile for another head', async () => {
    const { headCommit, number } = await open();
    await world.push('ravi', 'dev', { 'dev.yaml': '  a: 1\n' });
    expect(await rebasePull(place, { number, headCommit })).toEqual({
      status: 'headMoved',
      headCommit: await world.git.tip('dev'),
    });
  });

  it('says what GitLab says where it cannot', async () => {
    const { headCommit, number } = await open();
    await world.push('ana', 'main', { 'dev.yaml': 'a: 2\n' });
    expect(await rebasePull(place, { number, headCommit })).toEqual({
      status: 'notReady',
      reason: expect.stringContaining('It must be rebased first'),
    });
    expect(await world.git.tip('dev')).toBe(headCommit);
  });
});
