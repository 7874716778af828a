import { TerminalHostError } from '@backstage-gitops/plugin-gitops-node';
import { GithubWorld } from './__testUtils__/GithubWorld';

const URL = 'http://127.0.0.1:9/webhooks/deploy';
const HOOKS = 'acme/deploy/hooks';

jest.setTimeout(60_000);

describe('ensureWebhook', () => {
  let world: GithubWorld;

  beforeEach(async () => {
    world = await GithubWorld.create();
  });

  afterEach(() => world.remove());

  const ensure = (url = URL) =>
    world.host.ensureWebhook({
      repository: world.repository,
      url,
      secret: 'shh',
    });

  const add = (config: object) =>
    world.standIn.act('ana', 'POST', HOOKS, { active: false, config });

  const writes = () =>
    world.standIn.answered
      .filter(({ method }) => method !== 'GET')
      .map(({ method, status }) => `${method} ${status}`);

  it('brings one up to date that is on a later page', async () => {
    for (let index = 0; index < 105; index += 1) {
      await add({ url: `http://127.0.0.1:9/${index}` });
    }
    await add({ url: URL, content_type: 'form', insecure_ssl: '1' });
    world.standIn.answered.length = 0;
    await ensure();
    expect(writes()).toEqual(['PATCH 200']);
    const hooks = await world.standIn.act(
      'ana',
      'GET',
      `${HOOKS}?per_page=100&page=2`,
    );
    expect(hooks).toContainEqual(
      expect.objectContaining({
        active: true,
        events: [
          'check_run',
          'merge_group',
          'pull_request',
          'pull_request_review',
          'push',
          'status',
        ],
        config: {
          url: URL,
          content_type: 'json',
          insecure_ssl: '0',
          secret: '********',
        },
      }),
    );
  });

  it('adds one where an answer was lost', async () => {
    world.standIn.faults.plan(
      { kind: 'lost' },
      { concerns: (method, path) => method === 'POST' && /hooks$/.test(path) },
    );
    await ensure();
    expect(writes()).toEqual(['POST 502', 'POST 422', 'PATCH 200']);
    expect(await world.webhooks.urls()).toEqual([URL]);
  });

  it('is final about an address that GitHub does not take', async () => {
    await expect(ensure('nowhere')).rejects.toBeInstanceOf(TerminalHostError);
    await expect(ensure('nowhere')).rejects.not.toThrow('shh');
  });
});
