import { execFile } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { promisify } from 'node:util';
import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  Candidate,
  Release,
} from '@backstage-gitops/plugin-gitops-common';
import type { LocalRepository } from '@backstage-gitops/plugin-gitops-backend-module-local';
import request from 'supertest';
import { HOST_URL } from '../__testUtils__/seed';
import type { Replica } from '../__testUtils__/startReplica';
import { as, Client, TestWorld } from '../__testUtils__/TestWorld';
import { until } from '../__testUtils__/until';
import { buildImage } from '../registries/__testUtils__/buildImage';
import {
  absent,
  DockerRegistry,
} from '../registries/__testUtils__/dockerRegistry';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const run = promisify(execFile);

const SECRET = 'a secret of tests, long enough';
const SOURCE = `${HOST_URL}/acme/payments`;
const DANA = { name: 'Dana', email: 'dana@example.com' };

/** Where nothing is promoted by itself: what is asked here is which releases may come. */
const pipelineFile = (
  registry: string,
) => `apiVersion: backstage-gitops.dev/v1alpha1
kind: Pipeline
metadata: { name: payments }
spec:
  repository: ${HOST_URL}/acme/deploy
  images:
    - { name: app, repository: ${registry}/acme/payments }
    - { name: web, repository: ${registry}/acme/web }
  releases:
    - { on: gitTag, tags: '^v', select: semver, tag: '{{version}}', author: '@example\\.com>$' }
    - { on: pullRequest, target: '^main$', title: '^feat', tag: 'pr-{{number}}-{{sha7}}', images: [app] }
  environments:
    - { name: dev, path: payments/dev, promote: commit }
    - { name: preview, path: payments/staging, promote: commit, accepts: [pullRequest] }
    - { name: production, after: [dev], path: payments/production, protected: true }
`;

const deployment = (registry: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: app }
spec:
  template:
    spec:
      containers:
        - { name: app, image: '${registry}/acme/payments:1.0.0' }
        - { name: web, image: '${registry}/acme/web:1.0.0' }
`;

(absent ? describe.skip : describe)(`from Git to environments${absent}`, () => {
  let registry: DockerRegistry;
  let world: TestWorld;
  let replica: Replica;
  let client: Client;
  let source: LocalRepository;

  beforeAll(async () => {
    registry = await DockerRegistry.start();
    world = await TestWorld.create({
      services: { payments: 'plain' },
      pipelineFiles: { payments: pipelineFile(registry.host) },
      config: {
        registries: [
          { host: registry.host, insecure: 'http', privateNetwork: true },
        ],
        webhooks: { anybody: { type: 'genericHmac', secret: SECRET } },
      },
    });
    source = world.repositories.get(SOURCE);
    await world.deploy.commitFiles({
      branch: 'main',
      message: 'Run two images',
      author: DANA,
      files: new Map(
        ['dev', 'staging', 'production'].map(name => [
          `payments/${name}/deployment.yaml`,
          deployment(registry.host),
        ]),
      ),
    });
    replica = await world.start(await databases.init('SQLITE_3'));
    client = new Client(replica, 'payments');
    for (const name of ['dev', 'preview', 'production']) {
      await client.until(name, 'read', one => one.images.length === 2);
    }
  });

  afterAll(async () => {
    await world?.remove();
    await registry.stop();
  });

  const tell = async (event: object) => {
    const body = JSON.stringify({ ...event, id: String(Math.random()) });
    const signature = createHmac('sha256', SECRET).update(body).digest('hex');
    const { status } = await request(replica.server)
      .post('/api/gitops/webhooks/anybody')
      .set('Content-Type', 'application/json')
      .set('X-Signature', `sha256=${signature}`)
      .send(body);
    expect(status).toBe(202);
  };

  /** CI builds an image, and the registry tells of it. */
  const push = async (image: 'payments' | 'web', tag: string) => {
    const built = buildImage({ labels: { image, tag } });
    await registry.push(`acme/${image}`, tag, built);
    await tell({ image: `${registry.host}/acme/${image}:${tag}` });
    return built.top.digest;
  };

  /** Somebody tags a commit, and the host tells of it. */
  const tag = async (name: string, commit: string, tagger?: string) => {
    await run(
      'git',
      ['tag', ...(tagger ? ['-a', '-m', name] : []), name, commit],
      {
        cwd: source.directory,
        env: {
          PATH: process.env.PATH,
          GIT_COMMITTER_NAME: tagger,
          GIT_COMMITTER_EMAIL: `${tagger}@example.com`,
        },
      },
    );
    await tell({ repository: SOURCE, ref: `refs/tags/${name}`, commit });
  };

  const list = async <T>(what: 'releases' | 'candidates'): Promise<T[]> =>
    (await client.send('get', `${client.path}/${what}`, as.user('rita'))).body
      .items;

  const candidate = (name: string, reason: RegExp) =>
    until(`${name} is a candidate: ${reason}`, async () => {
      const all = await list<Candidate>('candidates');
      return all.find(one => one.name === name && reason.test(one.reason));
    });

  const release = (version: string) =>
    until(`${version} is a release`, async () =>
      (await list<Release>('releases')).find(one => one.version === version),
    );

  it('a tag makes a release once both of its images are there, and goes to dev', async () => {
    const commit = await source.commitFiles({
      branch: 'main',
      message: 'Add gift cards',
      author: DANA,
      files: new Map([['main.ts', 'export const cards = 1;\n']]),
    });
    await tag('v1.2.3', commit, 'dana');
    const waiting = await candidate('v1.2.3', /^Waits for app, web\. /);
    expect(waiting).toMatchObject({
      on: 'gitTag',
      status: 'waiting',
      author: 'dana <dana@example.com>',
      commit,
    });

    const app = await push('payments', '1.2.3');
    const lacking = await candidate('v1.2.3', /^Waits for web\. /);
    expect(lacking.reason).toContain(
      `${registry.host}/acme/web:1.2.3 is not there.`,
    );
    expect(await list('releases')).toEqual([]);

    const web = await push('web', '1.2.3');
    const { change } = await client.until(
      'dev',
      'it has v1.2.3',
      one => one.release?.version === 'v1.2.3',
    );
    expect(change?.commit).toBeDefined();
    expect(await release('v1.2.3')).toMatchObject({
      origins: [{ on: 'gitTag', name: 'v1.2.3', commit }],
      images: [{ digest: app }, { digest: web }],
      source: { commit, author: { entityRef: 'user:default/dana' } },
    });
    expect(await list('candidates')).toEqual([]);
  });

  it('a tag that nobody vouches for makes none, and says so', async () => {
    const commit = (await source.head('main')) ?? '';
    await tag('v1.3.0', commit);
    const { status, eligibility } = await candidate(
      'v1.3.0',
      /^Nobody knows who made the tag "v1\.3\.0"/,
    );
    expect(status).toBe('excluded');
    expect(eligibility.map(one => one.reason)).toEqual([
      expect.stringMatching(/^Nobody knows/),
      'preview accepts pullRequest; this comes from gitTag.',
      expect.stringMatching(/^Nobody knows/),
    ]);
  });

  describe('a pull request', () => {
    let number: number;
    let version: string;

    beforeAll(async () => {
      const headCommit = await source.commitFiles({
        branch: 'cards',
        message: 'Begin',
        author: DANA,
        files: new Map([['cards.ts', 'export {};\n']]),
      });
      ({ number } = await source.pulls.open({
        headBranch: 'cards',
        baseBranch: 'main',
        title: 'Gift cards',
        body: '',
        as: 'dana',
      }));
      version = `pr-${number}-${headCommit.slice(0, 7)}`;
    });

    const edit = async (title: string) => {
      await source.pulls.update(number, {
        title,
        body: '',
        labels: [],
        as: 'dana',
      });
      await tell({ repository: SOURCE, pullRequest: number });
    };

    it('whose title does not match makes no release', async () => {
      await tell({ repository: SOURCE, pullRequest: number });
      const { title, author } = await candidate(
        `#${number}`,
        /"Gift cards", does not match \^feat/,
      );
      expect([title, author]).toEqual(['Gift cards', 'dana']);
    });

    it('goes to the preview once its image is there, and nowhere else', async () => {
      await edit('feat: gift cards');
      await candidate(`#${number}`, /^Waits for app\. /);
      await push('payments', version);
      await client.until(
        'preview',
        'it has the pull request',
        one => one.release?.version === version,
      );
      const { eligibility, origins } = await release(version);
      expect(origins).toMatchObject([{ on: 'pullRequest', number }]);
      const reason = 'accepts image, gitTag; this comes from pullRequest.';
      expect(eligibility).toEqual([
        { environment: 'dev', status: 'excluded', reason: `dev ${reason}` },
        {
          environment: 'preview',
          status: 'deployed',
          reason: 'Deployed in preview.',
        },
        {
          environment: 'production',
          status: 'excluded',
          reason: `production ${reason}`,
        },
      ]);
      const dev = await client.environment('dev');
      expect(dev.release?.version).toBe('v1.2.3');
    });

    it('that is closed is no candidate any more', async () => {
      const commit = await source.commitFiles({
        branch: 'cards',
        message: 'Go on',
        author: DANA,
        files: new Map([['cards.ts', 'export const more = 1;\n']]),
      });
      const next = `pr-${number}-${commit.slice(0, 7)}`;
      await push('payments', next);
      await client.until(
        'preview',
        'it has the newer commit',
        one => one.release?.version === next,
      );
      await source.pulls.close(number, { as: 'dana' });
      await tell({ repository: SOURCE, pullRequest: number });
      const { origins, eligibility } = await until(
        'it is withdrawn',
        async () => {
          const found = await release(version);
          return found.origins[0].withdrawn ? found : undefined;
        },
      );
      const withdrawn = `#${number} is closed, not open or merged.`;
      expect(origins[0].withdrawn).toBe(withdrawn);
      expect(eligibility[1].reason).toBe(withdrawn);
    });
  });
});
