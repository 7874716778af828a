import { readFile, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import path from 'node:path';
import {
  temporaryFolder,
  temporaryWorld,
} from '../__testUtils__/temporaryWorld';
import { accessByHttp } from '../cli/pushPast';
import { listCommits } from '../git/readRepository';
import { runGit } from '../git/runGit';
import { readSeedFiles } from '../seed/readSeedFiles';
import type { World } from '../world/World';
import { HostServer } from './HostServer';
import { MAX_REQUEST_BYTES } from './serveGit';

// A new world is a few dozen runs of git; a busy machine takes its time.
jest.setTimeout(60_000);

const identity = {
  GIT_AUTHOR_NAME: 'Dana Okafor',
  GIT_AUTHOR_EMAIL: 'dana@acme.example',
  GIT_COMMITTER_NAME: 'Dana Okafor',
  GIT_COMMITTER_EMAIL: 'dana@acme.example',
};

describe('HostServer', () => {
  let world: World;
  let host: HostServer;
  let clones: string;
  const cleanUps: Array<() => Promise<void>> = [];

  beforeAll(async () => {
    const temporary = await temporaryWorld();
    const folder = await temporaryFolder();
    world = temporary.world;
    clones = folder.path;
    host = await HostServer.start({ world, port: 0 });
    cleanUps.push(() => host.stop(), temporary.remove, folder.remove);
  });
  afterAll(async () => {
    for (const cleanUp of cleanUps) await cleanUp();
  });

  /** A request as it is written, without the clean-up of a URL that fetch does. */
  function send(
    target: string,
    options: { method?: string; headers?: Record<string, string> } = {},
  ): Promise<{ status: number; body: string }> {
    return new Promise((resolve, reject) => {
      const { port } = new URL(host.url);
      const request = httpRequest(
        { host: '127.0.0.1', port, path: target, ...options },
        response => {
          const chunks: Buffer[] = [];
          response.on('data', chunk => chunks.push(chunk));
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              body: Buffer.concat(chunks).toString(),
            }),
          );
        },
      );
      request.on('error', reject);
      request.end();
    });
  }

  async function cloneAndCommit(name: string, message: string) {
    const clone = path.join(clones, name);
    await runGit(clones, [
      'clone',
      '--quiet',
      `${host.url}/acme/deploy`,
      clone,
    ]);
    await writeFile(path.join(clone, name), `${message}\n`);
    await runGit(clone, ['add', '.']);
    await runGit(clone, ['commit', '--quiet', '-m', message], identity);
    return clone;
  }

  async function newestSubject(): Promise<string> {
    const { directory } = world.repositories.get('acme/deploy');
    const [newest] = await listCommits(directory, 'refs/heads/main', 1);
    return newest.subject;
  }

  it('lets anyone clone', async () => {
    const clone = path.join(clones, 'anonymous');
    await runGit(clones, [
      ...['clone', '--quiet', `${host.url}/acme/deploy.git`, clone],
    ]);
    const file = 'orders/base/deployment.yaml';
    const seeded = (await readSeedFiles('deploy')).get(file);
    expect(await readFile(path.join(clone, file), 'utf8')).toBe(seeded);
  });

  it('lets an account push with its token', async () => {
    const clone = await cloneAndCommit('with-token', 'Pushed with a token');
    const { url, environment } = accessByHttp(
      world,
      host.url,
      'acme/deploy',
      'dana',
    );
    await runGit(clone, ['push', '--quiet', url, 'HEAD:main'], environment);
    expect(await newestSubject()).toBe('Pushed with a token');
  });

  it('lets nobody push without a token', async () => {
    const clone = await cloneAndCommit('anonymous-push', 'Pushed by nobody');
    await expect(
      runGit(clone, ['push', '--quiet', 'origin', 'HEAD:main']),
    ).rejects.toThrow(/could not read Username/);
    expect(await newestSubject()).not.toBe('Pushed by nobody');
  });

  it.each([
    ['nobody', undefined],
    ['an unknown account', 'nobody:secret'],
    ['an account with a wrong token', 'dana:secret'],
  ])('answers 401 to a push of %s', async (_name, credentials) => {
    const headers = credentials && {
      Authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
    };
    const options = { headers: headers || {} };
    const advertised = await send(
      '/acme/deploy/info/refs?service=git-receive-pack',
      options,
    );
    const exchanged = await send('/acme/deploy/git-receive-pack', {
      ...options,
      method: 'POST',
    });
    expect([advertised.status, exchanged.status]).toEqual([401, 401]);
  });

  it('refuses a request that is larger than any push, before it arrives', async () => {
    const { status } = await send('/acme/deploy/git-upload-pack', {
      method: 'POST',
      headers: { 'Content-Length': String(MAX_REQUEST_BYTES + 1) },
    });
    expect(status).toBe(413);
  });

  it('serves a raw file, and once only to whoever has it', async () => {
    const url = `${host.url}/acme/payments/raw/main/catalog-info.yaml`;
    const first = await fetch(url);
    expect(first.status).toBe(200);
    expect(await first.text()).toBe(
      (await readSeedFiles('payments')).get('catalog-info.yaml'),
    );
    const etag = first.headers.get('etag') ?? '';
    const second = await fetch(url, { headers: { 'If-None-Match': etag } });
    expect(second.status).toBe(304);
  });

  it.each([
    '/acme/payments/raw/main/../../../accounts.json',
    '/acme/payments/raw/main/%2e%2e/%2e%2e/%2e%2e/accounts.json',
    '/acme/../../accounts.json',
    '/acme/payments/raw/main/missing.yaml',
    '/acme/payments/raw/missing/catalog-info.yaml',
    '/acme/payments/raw/main/src',
    '/acme/missing/raw/main/catalog-info.yaml',
    '/acme/payments/config',
  ])('has nothing at %s', async target => {
    const { status, body } = await send(target);
    expect(status).toBe(404);
    expect(body).not.toContain(world.tokens.dana);
  });

  it('answers to no other name than loopback', async () => {
    const { status } = await send('/', { headers: { Host: 'evil.example' } });
    expect(status).toBe(421);
  });

  it('shows what people wrote, and runs none of it', async () => {
    const repository = world.repositories.get('acme/shop');
    const commit = await repository.commitFiles({
      branch: 'main',
      files: new Map([['<b>.md', '<script>alert(1)</script>\n']]),
      message: 'Add <script>alert(2)</script>',
      author: { name: '<i>Dana</i>', email: 'dana@acme.example' },
    });
    const targets = [
      '/acme/shop',
      '/acme/shop/tree/main',
      `/acme/shop/commit/${commit}`,
      '/acme/shop/blob/main/%3Cb%3E.md',
    ];
    for (const target of targets) {
      const { status, body } = await send(target);
      expect(status).toBe(200);
      expect(body).toContain('&lt;');
      expect(body).not.toMatch(/<script|<b>|<i>/);
    }
  });

  it('shows what a pull request changes, also once it is merged', async () => {
    const repository = world.repositories.get('acme/orders');
    await runGit(repository.directory, ['branch', 'gitops/change', 'main']);
    await repository.commitFiles({
      branch: 'gitops/change',
      files: new Map([['change.yaml', 'changed: true\n']]),
      message: 'Change',
      author: { name: 'gitops-bot', email: 'bot@acme.example' },
    });
    const { number } = await repository.pulls.open({
      headBranch: 'gitops/change',
      baseBranch: 'main',
      title: 'Change <b>orders</b>',
      body: 'Because of <i>this</i>',
      as: 'gitops-bot',
    });
    await repository.pulls.review(number, { as: 'ravi', verdict: 'approved' });
    const open = await send(`/acme/orders/pulls/${number}`);
    expect(open.body).toContain('+changed: true');
    expect(open.body).toContain('Change &lt;b&gt;orders&lt;/b&gt;');
    expect(open.body).toContain('<strong>open</strong>');
    expect(open.body).toMatch(/ravi[^]*approved/);
    await repository.pulls.merge(number, { as: 'dana', method: 'merge' });
    const merged = await send(`/acme/orders/pulls/${number}`);
    expect(merged.body).toContain('+changed: true');
    expect(merged.body).toContain('<strong>merged</strong>');
    expect((await send('/acme/orders/pulls/999')).status).toBe(404);
  });

  it('lists its repositories', async () => {
    const { body } = await send('/');
    for (const name of ['deploy', 'payments', 'orders', 'shop', 'billing']) {
      expect(body).toContain(`href="/acme/${name}"`);
    }
  });
});
