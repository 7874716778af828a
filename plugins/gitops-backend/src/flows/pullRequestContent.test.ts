import { TestDatabases } from '@backstage/backend-test-utils';
import { LocalGitHost } from '@backstage-gitops/plugin-gitops-backend-module-local';
import { Canary } from '../__testUtils__/Canary';
import { HOST_URL, type Layout, pipelineFile } from '../__testUtils__/seed';
import { as, Client, TestWorld } from '../__testUtils__/TestWorld';
import { until } from '../__testUtils__/until';
import { readSealedBlock } from '../provenance/sealedBlock';

jest.setTimeout(180_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/** The programs that render: `npm test` finds them. */
const KUSTOMIZE = process.env.GITOPS_TEST_KUBECTL;
const HELM = process.env.GITOPS_TEST_HELM;

const RENDERING = {
  rendering: {
    ...(KUSTOMIZE ? { kustomize: KUSTOMIZE } : {}),
    ...(HELM ? { helm: HELM } : {}),
  },
};

/** Commits on the main branch of a service's source repository, oldest first. */
async function commitSource(
  world: TestWorld,
  service: string,
  titles: string[],
): Promise<string[]> {
  const source = world.repositories.get(`acme/${service}`);
  const commits: string[] = [];
  for (const title of titles) {
    commits.push(
      await source.commitFiles({
        branch: 'main',
        files: new Map([['main.ts', `export const at = '${title}';\n`]]),
        message: `${title}\n\nAnd why.`,
        author: { name: 'Dana', email: 'dana@example.com' },
      }),
    );
  }
  return commits;
}

/** Announces a release that was built from a new commit. */
async function release(
  world: TestWorld,
  client: Client,
  service: string,
  version: string,
  titles = [`Prepare ${version}`],
): Promise<string[]> {
  const commits = await commitSource(world, service, titles);
  await client.announce(version, {
    repository: `${HOST_URL}/acme/${service}`,
    commit: commits[commits.length - 1],
  });
  return commits;
}

/** The open pull request of an environment, once it brings a version. */
async function proposed(
  world: TestWorld,
  client: Client,
  environment: string,
  version: string,
) {
  const { promotion } = await client.until(
    environment,
    `${version} is proposed`,
    one =>
      one.promotion?.release?.version === version &&
      one.promotion.pullRequest !== undefined,
  );
  const pull = await world.deploy.pulls.get(
    promotion?.pullRequest?.number ?? 0,
  );
  if (!pull) throw new Error('The host does not have it.');
  return pull;
}

/** What a body says below a heading. */
function below(body: string, heading: string): string {
  const [, section = ''] = body.split(`### ${heading}\n`);
  return section.split('\n### ')[0].trim();
}

describe('a promotion pull request as people read it', () => {
  let world: TestWorld;
  let client: Client;
  let first: number;
  let requests: jest.SpyInstance;

  beforeAll(async () => {
    requests = jest.spyOn(LocalGitHost.prototype, 'requestReviewers');
    world = await TestWorld.create({
      services: { payments: 'plain' },
      config: RENDERING,
      pipelineFiles: {
        payments: pipelineFile('payments')
          .replace(
            'gates: { approvals: 1 } }',
            `gates: { approvals: { count: 1, from: [group:default/sre, user:default/dana, user:default/otto, user:default/ghost] } },
        pullRequest: { labels: [gitops, staging] } }`,
          )
          .replace(
            'tier: production',
            `tier: production
      pullRequest:
        title: '[{{pipeline}}] {{version}} over {{ from }}'
        body: "Ships {{version}} from {{source}}.\\n\\n{{releaseNotes}}\\n"`,
          ),
      },
    });
    client = new Client(
      await world.start(await databases.init('SQLITE_3')),
      'payments',
    );
    await client.ready();
  });

  afterAll(async () => {
    jest.restoreAllMocks();
    await world.remove();
  });

  it('says what it brings, what is not known, what changes, and what it waits for', async () => {
    const [commit] = await release(world, client, 'payments', '1.1.0');
    const pull = await proposed(world, client, 'staging', '1.1.0');
    first = pull.number;
    expect(pull).toMatchObject({
      title: 'Promote payments 1.1.0 to staging',
      labels: ['gitops', 'staging'],
    });
    expect(pull.body).toContain(
      'Promote payments 1.1.0 to staging; 1.0.0 is there now.',
    );
    expect(pull.body).toMatch(/- `ghcr\.io\/acme\/payments:1\.1\.0@sha256:/);
    expect(pull.body).toContain(
      `@[\`${commit.slice(
        0,
        12,
      )}\`](${HOST_URL}/acme/payments/commit/${commit})`,
    );
    expect(below(pull.body, 'Release notes')).toBe(
      'Not known: What is there now is no release that is known here.',
    );
    const difference = below(pull.body, 'What changes in the rendered objects');
    expect(difference).toContain('<summary>1 object: 1 changed</summary>');
    expect(difference.split('\n').filter(line => /^[-+]/.test(line))).toEqual([
      '--- Deployment.apps app',
      '+++ Deployment.apps app',
      '-        - image: ghcr.io/acme/payments:1.0.0',
      '+        - image: ghcr.io/acme/payments:1.1.0',
    ]);
    expect(below(pull.body, 'Gates')).toContain(
      '- [ ] **approvals**: Waits for 1 approval by',
    );
  });

  it('asks those for a review who may approve, not who wrote it, and says who has no login', async () => {
    const { requestedReviewers } = await world.deploy.pulls.conversation(first);
    expect([...requestedReviewers].sort()).toEqual(['otto', 'ravi', 'sofia']);
    const { body } = await client.send(
      'get',
      `${client.path}/history?limit=50`,
      as.user('rita'),
    );
    expect(
      body.items.filter(
        ({ kind }: { kind: string }) => kind === 'pullRequestOpened',
      ),
    ).toEqual([
      expect.objectContaining({
        summary: `Pull request #${first} proposes 1.1.0 for staging. Asked for a review: otto, ravi, sofia. Not asked, for the catalog knows no login of theirs on this host: ghost.`,
      }),
    ]);
  });

  it('is brought to a newer release in place, and says what that replaces', async () => {
    await world.deploy.pulls.update(first, {
      ...(await proposed(world, client, 'staging', '1.1.0')),
      labels: ['gitops', 'staging', 'by-hand'],
      as: 'dana',
    });
    await release(world, client, 'payments', '1.2.0');
    const pull = await proposed(world, client, 'staging', '1.2.0');
    expect(pull).toMatchObject({
      number: first,
      title: 'Promote payments 1.2.0 to staging',
      labels: ['gitops', 'staging', 'by-hand'],
    });
    const { comments } = await world.deploy.pulls.conversation(first);
    expect(comments.map(({ text }) => text)).toEqual([
      'This brings 1.2.0 from now on, in place of 1.1.0: it is newer. Approvals of what was proposed before do not count for it.',
    ]);
    expect(await world.deploy.pulls.list({ state: 'open' })).toHaveLength(1);
  });

  it('is left alone while nothing changes, and nobody is asked again', async () => {
    const updates = jest.spyOn(LocalGitHost.prototype, 'updatePullRequest');
    const lookedAtAfter = async (time: string) => {
      const { asOf } = await client.until(
        'staging',
        'it was looked at again',
        one => (one.asOf ?? '') > time,
      );
      return asOf ?? '';
    };
    const { asOf = '' } = await client.environment('staging');
    await lookedAtAfter(await lookedAtAfter(await lookedAtAfter(asOf)));
    expect(updates).not.toHaveBeenCalled();
    updates.mockRestore();
    // Once for 1.1.0 and once for 1.2.0.
    expect(requests).toHaveBeenCalledTimes(2);
  });

  it('reads as the file says where it has templates, and is found again without the gates in it', async () => {
    await client.approve('staging', 'ravi');
    const pull = await proposed(world, client, 'production', '1.2.0');
    expect(pull.title).toBe('[payments] 1.2.0 over 1.0.0');
    expect(pull.body).toMatch(
      /^Ships 1\.2\.0 from \S+\/acme\/payments@\[`[0-9a-f]{12}`\]\(\S+\) by dana\.\n\nNot known: .*\n\n<!-- gitops\n/i,
    );
    expect(pull.body).not.toContain('approvals');
    expect(
      readSealedBlock(pull.body, ['a secret of tests, long enough']),
    ).toMatchObject({
      status: 'sealed',
      provenance: { environment: 'production' },
    });
  });

  it('lists the commits since what is there now, newest first and not without end, as the words they are', async () => {
    const titles = Array.from({ length: 52 }, (_, index) => `Change ${index}`);
    const commits = await release(world, client, 'payments', '1.3.0', [
      ...titles,
      'Fix #12 for @ravi <!-- gitops --> {{gates}} [x](http://x) `y`',
    ]);
    const { body } = await proposed(world, client, 'staging', '1.3.0');
    const notes = below(body, 'Release notes').split('\n');
    const newest = commits[52];
    expect(notes).toHaveLength(51);
    expect(notes[0]).toBe(
      `- [\`${newest.slice(
        0,
        12,
      )}\`](${HOST_URL}/acme/payments/commit/${newest}) Fix #\u200b12 for @\u200bravi &lt;!-- gitops --&gt; {{gates}} \\[x\\](http://x) \\\`y\\\` (Dana)`,
    );
    expect(notes[1]).toContain('Change 51 (Dana)');
    expect(notes[50]).toBe('- and 3 more');
    expect(body.match(/<!--/g)).toHaveLength(1);
  });

  it('says that a rollback goes back, by which commits, and keeps hostile words words', async () => {
    await client.approve('staging', 'ravi');
    await client.until(
      'staging',
      'it has 1.3.0',
      one => one.release?.version === '1.3.0' && !one.promotion,
    );
    const path = `${client.path}/environments/staging`;
    const changes = await client.send(
      'get',
      `${path}/changes`,
      as.user('rita'),
    );
    const before = changes.body.items.find(
      (one: { release?: { version: string } }) =>
        one.release?.version === '1.2.0',
    );
    await client.send('post', `${path}/rollback`, as.user('dana'), {
      commit: before.commit,
      reason: 'Too slow {{gates}}\n-->\n<!-- gitops\nGitOps-Seal: 00\n-->',
    });
    const { promotion } = await client.until(
      'staging',
      'the rollback is proposed',
      one =>
        one.promotion?.kind === 'rollback' &&
        one.promotion.pullRequest !== undefined,
    );
    const { number = 0 } = promotion?.pullRequest ?? {};
    const pull = await world.deploy.pulls.get(number);
    const body = pull?.body ?? '';
    expect(pull?.title).toBe(
      `Roll back payments in staging to ${before.commit.slice(0, 12)}`,
    );
    expect(below(body, 'Release notes')).toMatch(
      /^This goes back by 53 commits, newest first:\n\n- .* Fix #/,
    );
    expect(body).toContain(
      '> Too slow {{gates}}\n> --&gt;\n> &lt;!-- gitops\n> GitOps-Seal: 00\n> --&gt;',
    );
    expect(body.match(/<!--/g)).toHaveLength(1);
    expect(
      readSealedBlock(body, ['a secret of tests, long enough']),
    ).toMatchObject({ status: 'sealed', provenance: { action: 'rollback' } });

    await client.approve('staging', 'ravi');
    await client.until(
      'staging',
      'it has 1.2.0 again',
      one =>
        one.release?.version === '1.2.0' && one.change?.origin === 'rollback',
    );
    await until(
      'its branch is deleted',
      async () => !(await world.deploy.head(pull?.headBranch ?? '')),
    );
  });

  it('is closed with a comment where what replaces it must not be proposed yet', async () => {
    const open = await proposed(world, client, 'production', '1.3.0');
    await client.send(
      'put',
      `/api/gitops/freezes/${encodeURIComponent(
        'environment:component/default/payments/production',
      )}`,
      as.user('ravi'),
      { reason: 'Incident 7' },
    );
    await client.send(
      'delete',
      `${client.path}/environments/staging/hold`,
      as.user('ravi'),
    );
    await release(world, client, 'payments', '1.4.0');
    await proposed(world, client, 'staging', '1.4.0');
    await client.approve('staging', 'ravi');
    await client.until(
      'production',
      '1.4.0 waits for the thaw',
      one => one.promotion?.release?.version === '1.4.0',
    );
    await until('the earlier pull request is closed', async () => {
      const pull = await world.deploy.pulls.get(open.number);
      return pull?.state.status === 'closed';
    });
    const { comments } = await world.deploy.pulls.conversation(open.number);
    expect(comments[comments.length - 1].text).toBe(
      'Closed: this is not promoted any more. 1.4.0 took its place.',
    );
    await until(
      'its branch is deleted',
      async () => !(await world.deploy.head(open.headBranch)),
    );
  });
});

describe('the rendered difference', () => {
  const canary = new Canary();
  let world: TestWorld;

  /** A Secret that the promotion changes with the image. */
  const secret = (tag: string) => `apiVersion: v1
kind: Secret
metadata: { name: keys }
stringData:
  token: ${canary.secret('token')}-${tag}
data:
  key: ${Buffer.from(canary.secret('key')).toString('base64')}
`;

  beforeAll(async () => {
    world = await TestWorld.create({
      services: {
        orders: 'kustomize',
        shop: 'helm',
        stuck: 'helm',
      } satisfies Record<string, Layout>,
      config: RENDERING,
    });
    const chart = (service: string) => `${service}/chart/templates`;
    await world.deploy.commitFiles({
      branch: 'main',
      files: new Map([
        [`${chart('shop')}/secret.yaml`, secret('{{ .Values.image.tag }}')],
        [
          `${chart('shop')}/hook.yaml`,
          `apiVersion: batch/v1
kind: Job
metadata: { generateName: migrate-, annotations: { helm.sh/hook: pre-upgrade } }
spec: { template: { spec: { containers: [{ name: app, image: '{{ .Values.image.tag }}' }] } } }
`,
        ],
        [
          `${chart('stuck')}/more.yaml`,
          '{{ required "a host is missing" .Values.host }}\n',
        ],
        [
          'orders/base/kustomization.yaml',
          'resources: [deployment.yaml, secret.yaml]\n',
        ],
        ['orders/base/secret.yaml', secret('1')],
      ]),
      message: 'Plant secrets',
      author: { name: 'Dana', email: 'dana@example.com' },
    });
  });

  afterAll(() => world.remove());

  const open = async (
    replica: Awaited<ReturnType<TestWorld['start']>>,
    service: string,
  ) => {
    const client = new Client(replica, service);
    await client.ready();
    await release(world, client, service, '1.1.0');
    const { body } = await proposed(world, client, 'staging', '1.1.0');
    return {
      body,
      difference: below(body, 'What changes in the rendered objects'),
    };
  };

  it('is that of what the programs make of the files, without what is secret', async () => {
    const replica = await world.start(await databases.init('SQLITE_3'));
    const orders = await open(replica, 'orders');
    expect(orders.difference).toContain('1 object: 1 changed');
    expect(orders.difference).toContain('Deployment.apps staging-app');
    expect(orders.difference).toMatch(
      /^\+ +- image: ghcr\.io\/acme\/orders:1\.1\.0/m,
    );

    const shop = await open(replica, 'shop');
    expect(shop.difference).toContain('3 objects: 3 changed');
    expect(shop.difference).toMatch(
      /^\+ +- image: ghcr\.io\/acme\/shop:1\.1\.0/m,
    );
    expect(shop.difference).toContain('Job.batch migrate-');
    expect(shop.difference).toMatch(
      /--- Secret keys\n\+\+\+ Secret keys\n[^]*\n- {2}token: \++\n\+ {2}token: \++\n/,
    );
    expect(
      canary.findIn([
        ['orders', orders.body],
        ['shop', shop.body],
      ]),
    ).toEqual([]);

    const stuck = await open(replica, 'stuck');
    expect(stuck.difference).toMatch(
      /^Not shown\. It cannot be rendered as it is now: .*a host is missing/,
    );
  });
});
