import { once } from 'node:events';
import { createServer } from 'node:http';
import { temporaryWorld } from '../__testUtils__/temporaryWorld';
import { listCommits, readBranchDifference } from '../git/readRepository';
import { runGit } from '../git/runGit';
import { HostServer } from '../host/HostServer';
import type { World } from '../world/World';
import { createProgram } from './program';
import { digestOf } from './pushImage';

// A new world is a few dozen runs of git; a busy machine takes its time.
jest.setTimeout(60_000);

const repositoryName = 'acme/deploy';
const nobodyUrl = 'http://127.0.0.1:1';

describe('the commands', () => {
  let world: World;
  let remove: () => Promise<void>;
  let lastBranch = 0;

  beforeAll(async () => {
    ({ world, remove } = await temporaryWorld());
  });
  afterAll(() => remove());

  async function run(args: string, hostUrl = nobodyUrl): Promise<string> {
    const lines: string[] = [];
    const program = createProgram({
      folder: world.folder,
      hostUrl,
      print: line => lines.push(line),
    });
    // A space inside an argument is written as one that does not break.
    const words = args.split(' ').map(word => word.replaceAll('\u00a0', ' '));
    await program.parseAsync(words, { from: 'user' });
    return lines.join('\n');
  }

  function deploy() {
    return world.repositories.get(repositoryName);
  }

  /** Opens a pull request as the bot does. */
  async function openPullRequest(): Promise<number> {
    const repository = deploy();
    lastBranch += 1;
    const branch = `gitops/change-${lastBranch}`;
    await runGit(repository.directory, ['branch', branch, 'main']);
    await repository.commitFiles({
      branch,
      files: new Map([[`changes/${lastBranch}.yaml`, 'changed: true\n']]),
      message: `Change ${lastBranch}`,
      author: { name: 'gitops-bot', email: 'bot@acme.example' },
    });
    const { number } = await repository.pulls.open({
      headBranch: branch,
      baseBranch: 'main',
      title: `Change ${lastBranch}`,
      body: 'Why',
      as: 'gitops-bot',
    });
    return number;
  }

  async function find(number: number) {
    const pullRequest = await deploy().pulls.get(number);
    if (!pullRequest) throw new Error(`#${number} is gone`);
    return pullRequest;
  }

  it.each([
    ['', 'approved'],
    [' --comment', 'commented'],
    [' --request-changes', 'changesRequested'],
  ])('review%s: %s', async (option, verdict) => {
    const number = await openPullRequest();
    await run(`review deploy ${number} --as ravi${option}`);
    const { headCommit } = await find(number);
    expect(await deploy().pulls.reviews(number)).toEqual([
      expect.objectContaining({ login: 'ravi', verdict, commit: headCommit }),
    ]);
  });

  it('merge: by a merge commit', async () => {
    const number = await openPullRequest();
    const { headCommit } = await find(number);
    await run(`merge acme/deploy ${number} --as dana`);
    const { state } = await find(number);
    expect(state).toMatchObject({ status: 'merged', mergedBy: 'dana' });
    const { directory } = deploy();
    const history = await listCommits(directory, 'refs/heads/main', 50);
    expect(history.map(({ id }) => id)).toContain(headCommit);
  });

  it('merge --squash --message: as one commit with that message', async () => {
    const number = await openPullRequest();
    const { headCommit } = await find(number);
    await run(`merge deploy ${number} --as dana --squash --message Squashed`);
    const { directory } = deploy();
    const history = await listCommits(directory, 'refs/heads/main', 50);
    expect(history[0].subject).toBe('Squashed');
    expect(history.map(({ id }) => id)).not.toContain(headCommit);
  });

  it('close', async () => {
    const number = await openPullRequest();
    await run(`close deploy ${number} --as sofia`);
    expect((await find(number)).state).toMatchObject({
      status: 'closed',
      closedBy: 'sofia',
    });
    await expect(run(`merge deploy ${number} --as sofia`)).rejects.toThrow(
      'is closed',
    );
  });

  it.each(['over HTTP', 'past HTTP where the host does not run'])(
    'force-push %s',
    async way => {
      const number = await openPullRequest();
      const before = await find(number);
      const host = await HostServer.start({ world, port: 0 });
      if (way !== 'over HTTP') await host.stop();
      await run(`force-push deploy ${number} --as dana`, host.url);
      if (way === 'over HTTP') await host.stop();
      const after = await find(number);
      expect(after.headCommit).not.toBe(before.headCommit);
      expect(after.lastPusher).toBe('dana');
      const { directory } = deploy();
      const changes = await readBranchDifference(
        directory,
        before.headCommit,
        after.headCommit,
      );
      expect(changes).toContain('dana was here');
    },
  );

  it.each([
    ['review deploy 999 --as dana', 'acme/deploy has no pull request #999'],
    ['review missing 1 --as dana', 'There is no repository "acme/missing"'],
    ['close deploy 1 --as nobody', 'There is no account "nobody"'],
    ['push-image basket 1.0.0', 'There is no service "basket"'],
    [
      `push-image payments 1.0.0 --backend ${nobodyUrl}`,
      'The backend does not answer',
    ],
  ])('%s: %s', async (args, message) => {
    await expect(run(args)).rejects.toThrow(message);
  });

  it.each(['over HTTP', 'past HTTP where the host does not run'])(
    'push %s',
    async way => {
      const host = await HostServer.start({ world, port: 0 });
      if (way !== 'over HTTP') await host.stop();
      const number = way === 'over HTTP' ? 5 : 6;
      const output = await run(
        `push deploy payments/production/deployment.yaml --replace replicas:\u00a0${
          number - 1
        } --with replicas:\u00a0${number} --as dana`,
        host.url,
      );
      if (way === 'over HTTP') await host.stop();
      const { directory } = deploy();
      const [commit] = await listCommits(directory, 'refs/heads/main', 1);
      expect(output).toContain(commit.id);
      expect(commit).toMatchObject({
        subject: 'Change payments/production/deployment.yaml',
        authorEmail: 'dana@acme.example',
      });
    },
  );

  it.each([
    ['payments/production/nothing.yaml', 'x', 'There is no file'],
    ['payments/production/deployment.yaml', 'app', 'times; name a text'],
    ['../outside.yaml', 'x', 'outside repository'],
  ])('push refuses %s with %s', async (file, text, reason) => {
    await expect(
      run(`push deploy ${file} --replace ${text} --with y --as dana`),
    ).rejects.toThrow(reason);
  });

  it('reset does not pull the ground from under a running host', async () => {
    const host = await HostServer.start({ world, port: 0 });
    await expect(run('reset', host.url)).rejects.toThrow('The demo is running');
    await host.stop();
    expect(await deploy().head('main')).toBeDefined();
  });

  it('status says what Git holds and that the backend does not answer', async () => {
    const output = await run(`status --backend ${nobodyUrl}`);
    expect(output).toContain(
      'payments/dev/deployment.yaml: image: ghcr.io/acme/payments:1.0.0',
    );
    expect(output).toContain('orders/overlays/dev: names no image');
    expect(output).toContain('billing/overlays/dev: not there yet');
    expect(output).toContain('The backend does not answer');
  });

  describe('push-image', () => {
    const requests: Array<{
      url?: string;
      authorization?: string;
      body: unknown;
    }> = [];
    const backend = createServer(async (request, response) => {
      const chunks = [];
      for await (const chunk of request) chunks.push(chunk);
      requests.push({
        url: request.url,
        authorization: request.headers.authorization,
        body: JSON.parse(Buffer.concat(chunks).toString()),
      });
      if (request.url?.includes('/orders/')) {
        response.writeHead(403, { 'Content-Type': 'application/json' });
        response.end(
          JSON.stringify({ error: { name: 'NotAllowedError', message: 'No' } }),
        );
        return;
      }
      if (request.url?.includes('/shop/')) {
        response.writeHead(404).end();
        return;
      }
      response.writeHead(202, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify({ id: 'release-1', version: '1.1.0' }));
    });
    let backendUrl: string;

    beforeAll(async () => {
      backend.listen(0, '127.0.0.1');
      await once(backend, 'listening');
      const address = backend.address();
      if (address === null || typeof address === 'string') throw new Error();
      backendUrl = `http://127.0.0.1:${address.port}`;
    });
    afterAll(() => {
      backend.close();
      backend.closeAllConnections();
    });

    it("announces a commit of the developer with the pipeline's own credential", async () => {
      const output = await run(
        `push-image payments 1.1.0 --backend ${backendUrl}`,
      );
      await run(`push-image payments 1.1.0 --backend ${backendUrl}`);
      expect(output).toContain('release-1');
      const { directory } = world.repositories.get('acme/payments');
      const [commit] = await listCommits(directory, 'refs/heads/main', 1);
      expect(commit).toMatchObject({
        subject: 'Prepare payments 1.1.0',
        authorEmail: 'dana@acme.example',
      });
      const announcement = {
        url: '/api/gitops/pipelines/component/default/payments/releases',
        authorization: `Bearer ${world.settings.DEMO_CI_PAYMENTS_TOKEN}`,
        body: {
          images: [
            {
              name: 'app',
              tag: '1.1.0',
              digest: digestOf('ghcr.io/acme/payments', '1.1.0'),
            },
          ],
          source: {
            repository: 'http://127.0.0.1:7080/acme/payments',
            commit: commit.id,
          },
        },
      };
      expect(requests).toEqual([announcement, announcement]);
    });

    it.each([
      ['orders', 'orders 2.0.0: the backend refuses with 403, No'],
      ['shop', 'shop 2.0.0: the backend refuses with 404, Not Found'],
    ])('says why %s was refused', async (name, message) => {
      await expect(
        run(`push-image ${name} 2.0.0 --backend ${backendUrl}`),
      ).rejects.toThrow(message);
    });
  });
});
