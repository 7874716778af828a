import {
  type BackendFeature,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import {
  notificationService,
  type NotificationService,
} from '@backstage/plugin-notifications-node';
import type { HistoryEntry } from '@backstage-gitops/plugin-gitops-common';
import { LocalGitHost } from '@backstage-gitops/plugin-gitops-backend-module-local';
import { git } from '../git/git';
import { pipelineFile } from '../__testUtils__/seed';
import type { PersonName } from '../__testUtils__/people';
import { as, Client, TestWorld } from '../__testUtils__/TestWorld';
import { until } from '../__testUtils__/until';

jest.setTimeout(120_000);

const postgres = process.env.GITOPS_TEST_POSTGRES;
const databases = TestDatabases.create({
  ids: ['SQLITE_3', ...(postgres ? [postgres as 'POSTGRES_17'] : [])],
});

const BASE = 'shop/base/deployment.yaml';
const PRODUCTION = 'payments/production/kustomization.yaml';

/** The base that both services read is where a third one is deployed: by commits, with nobody's approval. */
const SHOP = pipelineFile('shop').replace(
  /^ {2}environments:\n[^]*/m,
  '  environments:\n    - { name: dev, path: shop/base, promote: commit }\n',
);

const overlay = (service: string) => `resources:
  - ../../shop/base
namePrefix: ${service}-
images:
  - name: ghcr.io/acme/shop
    newName: ghcr.io/acme/${service}
    newTag: 1.0.0
`;

/** Production is protected, taken back where asked, and its number of copies is locked. */
const file = (service: string, onViolation: 'show' | 'revert') =>
  pipelineFile(service)
    .replace(/^ {4}- \{ name: (dev|staging),.*\n/gm, '')
    .replace('      after: [staging]\n', '')
    .replace(
      '      protected: true\n',
      `      protected: true
      onViolation: ${onViolation}
      locked: [{ kind: Deployment, pointers: [/spec/replicas], groups: [group:default/payments-team] }]
      pullRequest: { labels: [deploy] }
`,
    );

/** What was told by notifications. */
class Told implements NotificationService {
  readonly notices: Array<Parameters<NotificationService['send']>[0]> = [];

  async send(notice: (typeof this.notices)[number]): Promise<void> {
    this.notices.push(notice);
  }

  /** Of violations, by what they are about. */
  violations(): Array<string | undefined> {
    return this.notices
      .filter(({ payload }) => payload.topic === 'gitops-violation')
      .map(({ payload }) => payload.scope);
  }

  feature(): BackendFeature {
    return createServiceFactory({
      service: notificationService,
      deps: {},
      factory: () => this,
    });
  }
}

/** Payments takes back what comes past it; orders only shows it. Both read one base, and nothing else is promoted. */
async function createWorld(told: Told): Promise<TestWorld> {
  const world = await TestWorld.create({
    services: { payments: 'kustomize', orders: 'kustomize', shop: 'kustomize' },
    pipelineFiles: {
      payments: file('payments', 'revert'),
      orders: file('orders', 'show'),
      shop: SHOP,
    },
    features: [told.feature()],
  });
  await world.deploy.commitFiles({
    branch: 'main',
    files: new Map(
      ['payments', 'orders'].map(service => [
        `${service}/production/kustomization.yaml`,
        overlay(service),
      ]),
    ),
    message: 'One base for all',
    author: { name: 'Platform', email: 'platform@example.com' },
  });
  return world;
}

const isRead = (client: Client) =>
  client.until('production', 'read', one => one.images.length > 0);

describe('what comes to protected environments past this suite', () => {
  const told = new Told();
  let world: TestWorld;
  let payments: Client;
  let orders: Client;
  let shop: Client;

  const commit = (
    name: string,
    message: string,
    files: Record<string, string | undefined>,
    branch = 'main',
  ) =>
    world.deploy.commitFiles({
      branch,
      files: new Map(Object.entries(files)),
      message,
      author: { name, email: `${name}@example.com` },
    });

  const read = async (path: string) =>
    (await world.deploy.readFile('main', path)) ?? '';

  const push = async (path: string, text: string) =>
    commit('otto', `Push ${path}`, { [path]: `${await read(path)}${text}` });

  /** A pull request that changes one file. */
  const propose = async (
    branch: string,
    author: PersonName,
    path: string,
    text: string,
  ) => {
    await git(
      [
        'update-ref',
        `refs/heads/${branch}`,
        (await world.deploy.head('main')) ?? '',
      ],
      { directory: world.deploy.directory },
    );
    await commit(author, branch, { [path]: text }, branch);
    const { number } = await world.deploy.pulls.open({
      headBranch: branch,
      baseBranch: 'main',
      title: branch,
      body: '',
      as: author,
    });
    return number;
  };

  const squash = async (number: number) => {
    const outcome = await world.deploy.pulls.merge(number, {
      as: 'dana',
      method: 'squash',
      title: 'Squashed',
      body: 'Nothing is left of what was said',
    });
    if (outcome.status !== 'merged') throw new Error(outcome.status);
    return outcome.commit;
  };

  const history = async (client: Client): Promise<HistoryEntry[]> =>
    (
      await client.send(
        'get',
        `${client.path}/history?limit=200`,
        as.user('rita'),
      )
    ).body.items;

  const recorded = async (client: Client) =>
    (await history(client)).flatMap(({ kind, commit: hash }) =>
      kind === 'violation' ? [hash] : [],
    );

  /** Waits until production was judged as the branch is now: by a pass that began after the one that may be under way. */
  const judged = async (client: Client) => {
    for (let passes = 0; passes < 2; passes += 1) {
      const { asOf } = await client.environment('production');
      await client.until('production', 'looked at', one => one.asOf !== asOf);
    }
  };

  const violated = async (client: Client, hash: string) => {
    const { violations } = await client.until(
      'production',
      `${hash} is a violation`,
      one => one.violations.some(violation => violation.commit === hash),
    );
    return violations.find(violation => violation.commit === hash);
  };

  const cleared = (client: Client) =>
    client.until(
      'production',
      'nothing is a violation',
      one => one.violations.length === 0,
    );

  const openReverts = async () =>
    (await world.deploy.pulls.list({ state: 'open' })).filter(
      ({ headBranch }) => headBranch.startsWith('gitops/revert/'),
    );

  /** Waits for the pull request that takes a commit back. */
  const revertOf = async (hash: string) => {
    const { violations } = await payments.until(
      'production',
      `${hash} is to be taken back`,
      one =>
        one.violations.some(
          ({ commit: violating, revert }) => violating === hash && revert,
        ),
    );
    const number =
      violations.find(one => one.commit === hash)?.revert?.number ?? 0;
    const pull = await world.deploy.pulls.get(number);
    if (!pull) throw new Error(`no pull request ${number}`);
    return pull;
  };

  beforeAll(async () => {
    world = await createWorld(told);
    // What happened before anyone looked is history.
    await commit('otto', 'Push to production', {
      [PRODUCTION]: `# early\n${overlay('payments')}`,
    });
    const backend = await world.start(await databases.init('SQLITE_3'));
    payments = new Client(backend, 'payments');
    orders = new Client(backend, 'orders');
    shop = new Client(backend, 'shop');
    for (const client of [payments, orders]) await isRead(client);
    await shop.until('dev', 'read', one => one.images.length > 0);
  });

  afterAll(() => world.remove());
  afterEach(() => jest.restoreAllMocks());

  it('finds a direct push to its path, and takes it back once', async () => {
    const before = await read(PRODUCTION);
    const hash = await push(PRODUCTION, '# pushed\n');
    expect(await violated(payments, hash)).toMatchObject({
      kind: 'foreign',
      by: { entityRef: 'user:default/otto' },
      files: [PRODUCTION],
      commitUrl: expect.stringContaining(hash),
      reason:
        'otto changed production, which is protected, without a pull request.',
    });
    const pull = await revertOf(hash);
    expect(pull).toMatchObject({ author: 'gitops-bot', labels: ['deploy'] });
    for (const said of [hash, 'otto', PRODUCTION, 'production of component']) {
      expect(pull.body).toContain(said);
    }
    await judged(payments);
    expect(await openReverts()).toHaveLength(1);

    await squash(pull.number);
    await cleared(payments);
    expect(await read(PRODUCTION)).toBe(before);
    const { change } = await payments.until(
      'production',
      'the revert is what it holds',
      one => one.change?.origin === 'revert',
    );
    expect(change?.pullRequest).toBe(pull.number);
    await judged(payments);
    expect(await recorded(payments)).toEqual([hash]);
    expect(await recorded(orders)).toEqual([]);
    expect(await openReverts()).toEqual([]);
  });

  it('finds a push to the base in each environment that reads it, and a person who closes the revert has decided', async () => {
    const hash = await push(BASE, '# pushed\n');
    for (const client of [payments, orders]) {
      expect(await violated(client, hash)).toMatchObject({
        kind: 'foreign',
        files: [BASE],
      });
    }
    const pull = await revertOf(hash);
    await judged(orders);
    expect(await openReverts()).toHaveLength(1);
    await world.deploy.pulls.close(pull.number, { as: 'dana' });
    await until('the history says who closed it', async () =>
      (
        await history(payments)
      ).some(
        ({ kind, by }) => kind === 'pullRequestClosed' && by.login === 'dana',
      ),
    );
    await judged(payments);
    expect(await openReverts()).toEqual([]);
    await violated(payments, hash);
  });

  it('lets a violation stand for who may bypass, and only there', async () => {
    const [violation] = (await payments.environment('production')).violations;
    const accept = (client: Client, commitHash: string) =>
      client.send(
        'post',
        `${client.path}/environments/production/violations/${commitHash}/accept`,
        as.user('ravi'),
        { reason: 'It was the incident' },
      );
    expect((await accept(payments, violation.commit)).status).toBe(204);
    expect((await accept(payments, violation.commit)).status).toBe(409);
    expect((await accept(payments, 'f'.repeat(40))).status).toBe(404);
    await cleared(payments);
    expect(
      (await history(payments)).find(
        ({ kind }) => kind === 'violationAccepted',
      ),
    ).toMatchObject({
      by: { entityRef: 'user:default/ravi' },
      reason: 'It was the incident',
      commit: violation.commit,
    });
    await violated(orders, violation.commit);
  });

  it('takes the squash of an approved pull request for what it is, and one without approval for a violation', async () => {
    const approved = await propose(
      'approved',
      'dana',
      BASE,
      `${await read(BASE)}# approved\n`,
    );
    await world.deploy.pulls.review(approved, {
      as: 'ravi',
      verdict: 'approved',
    });
    const fine = await squash(approved);
    // What was approved since is no violation any more either.
    await cleared(orders);

    const unapproved = await propose(
      'unapproved',
      'dana',
      PRODUCTION,
      `${await read(PRODUCTION)}# unapproved\n`,
    );
    await world.deploy.pulls.review(unapproved, {
      as: 'otto',
      verdict: 'approved',
    });
    const hash = await squash(unapproved);
    expect(await violated(payments, hash)).toMatchObject({
      kind: 'unapproved',
      pullRequest: unapproved,
      by: { entityRef: 'user:default/dana' },
      reason: `Pull request #${unapproved} by dana changed production, which is protected, without an approval by sre that counts: otto is not among sre.`,
    });
    const pull = await revertOf(hash);
    await world.deploy.pulls.merge(pull.number, {
      as: 'ravi',
      method: 'merge',
    });
    await cleared(payments);
    expect(await recorded(payments)).not.toContain(fine);
    expect(await recorded(orders)).not.toContain(fine);
  });

  it('takes no promotion of another service that shares the base for a violation', async () => {
    await shop.announce('1.1.0');
    const { change } = await shop.until(
      'dev',
      'it has 1.1.0',
      one => one.release?.version === '1.1.0' && !one.promotion,
    );
    const { change: seen } = await payments.until(
      'production',
      'the change is seen',
      one => one.change?.commit === change?.commit,
    );
    expect(seen).toMatchObject({ origin: 'promotion' });
    await judged(orders);
    for (const client of [payments, orders]) {
      expect(await recorded(client)).not.toContain(change?.commit);
      expect((await client.environment('production')).violations).toEqual([]);
    }
  });

  it('takes nothing back while it is frozen, and afterwards to what was there before both of two pushes', async () => {
    const before = await read(PRODUCTION);
    const scope = encodeURIComponent(
      'environment:component/default/payments/production',
    );
    const freeze = (method: 'put' | 'delete') =>
      payments.send(
        method,
        `/api/gitops/freezes/${scope}`,
        as.user('ravi'),
        method === 'put' ? { reason: 'Incident 7' } : undefined,
      );
    expect((await freeze('put')).status).toBe(204);
    await violated(payments, await push(PRODUCTION, '# one\n'));
    const second = await push(PRODUCTION, '# two\n');
    await violated(payments, second);
    await judged(payments);
    expect(await openReverts()).toEqual([]);
    expect((await freeze('delete')).status).toBe(204);
    await squash((await revertOf(second)).number);
    await cleared(payments);
    expect(await read(PRODUCTION)).toBe(before);
  });

  it('tries again what the host does not tell, and forgets nothing', async () => {
    const away = jest
      .spyOn(LocalGitHost.prototype, 'findPullRequestByMergeCommit')
      .mockRejectedValue(new Error('The host is away.'));
    const pushed = await push(PRODUCTION, '# during an outage\n');
    const approved = await propose(
      'in-an-outage',
      'dana',
      BASE,
      `${await read(BASE)}# in an outage\n`,
    );
    await world.deploy.pulls.review(approved, {
      as: 'sofia',
      verdict: 'approved',
    });
    const fine = await squash(approved);
    await payments.until(
      'production',
      'it says that the host is away',
      one => one.stale === 'The host is away.',
    );
    expect(await recorded(payments)).not.toContain(pushed);
    away.mockRestore();
    await violated(payments, pushed);
    await judged(orders);
    expect(await recorded(payments)).not.toContain(fine);
    expect(await recorded(orders)).not.toContain(fine);
    await squash((await revertOf(pushed)).number);
    await cleared(payments);
  });

  it('finds what a forced push takes away', async () => {
    const tip = (await world.deploy.head('main')) ?? '';
    await world.deploy.commitFiles({
      branch: 'main',
      files: new Map([['payments/production/kustomization.yaml', '']]),
      message: 'Never mind',
      author: { name: 'Otto', email: 'otto@example.com' },
    });
    const hash = (await world.deploy.head('main')) ?? '';
    await violated(payments, hash);
    // Putting back what was there is none, however it is done.
    await git(['update-ref', 'refs/heads/main', tip], {
      directory: world.deploy.directory,
    });
    await cleared(payments);
    await git(['update-ref', 'refs/heads/main', `${tip}~3`], {
      directory: world.deploy.directory,
    });
    const rewritten = (await world.deploy.head('main')) ?? '';
    expect(await violated(payments, rewritten)).toMatchObject({
      kind: 'foreign',
      reason: 'The history of main was rewritten, which changed production.',
    });
    await git(['update-ref', 'refs/heads/main', tip], {
      directory: world.deploy.directory,
    });
    await cleared(payments);
  });

  describe('locked fields', () => {
    const patched = async (replicas: number) =>
      `${(await read(PRODUCTION)).replace(/patches:[^]*/, '')}patches:
  - target: { kind: Deployment }
    patch: |-
      - { op: add, path: /spec/replicas, value: ${replicas} }
`;

    const merged = async (branch: string, author: PersonName, text: string) => {
      const number = await propose(branch, author, PRODUCTION, text);
      await world.deploy.pulls.review(number, {
        as: 'ravi',
        verdict: 'approved',
      });
      return squash(number);
    };

    it('are changed by a patch of those who may, and for others that is a violation', async () => {
      const hash = await merged('replicas-5', 'otto', await patched(5));
      expect(await violated(payments, hash)).toMatchObject({
        kind: 'locked',
        reason: expect.stringMatching(
          /^Pull request #\d+ by otto changed \/spec\/replicas of Deployment payments-app, which only payments-team may change, in production\.$/,
        ),
      });
      const fine = await merged('replicas-3', 'dana', await patched(3));
      await cleared(payments);
      await judged(payments);
      expect(await recorded(payments)).not.toContain(fine);
    });

    it('are a gate of what this suite writes', async () => {
      const path = `${payments.path}/environments/production`;
      const { body } = await payments.send(
        'get',
        `${path}/changes`,
        as.user('rita'),
      );
      const commitHash = body.items[body.items.length - 1].commit;
      const gateFor = async (person: PersonName) => {
        const plan = await payments.send(
          'post',
          `${path}/rollback`,
          as.user(person),
          { commit: commitHash, dryRun: true },
        );
        return plan.body.gates.find(
          ({ name }: { name: string }) => name === 'locked',
        );
      };
      expect(await gateFor('ravi')).toMatchObject({
        status: 'needsSomeone',
        who: ['group:default/payments-team'],
      });
      expect(await gateFor('dana')).toMatchObject({ status: 'passed' });
    });
  });

  it('told of each violation once', async () => {
    const expected = [
      ...(await recorded(payments)).map(hash => ['payments', hash]),
      ...(await recorded(orders)).map(hash => ['orders', hash]),
    ].map(
      ([service, hash]) =>
        `gitops:violation:component:default/${service}:production:${hash}`,
    );
    await until(
      'all were told',
      async () => told.violations().length >= expected.length,
    );
    expect(told.violations().sort()).toEqual(expected.sort());
    expect(told.notices[0]).toMatchObject({
      recipients: {
        type: 'entity',
        entityRef: ['group:default/payments-team', 'group:default/sre'],
      },
      payload: {
        title: 'Violation in production of payments',
        link: '/catalog/default/component/payments/gitops',
        severity: 'high',
      },
    });
  });

  it('takes nothing for a violation that a lost database has forgotten', async () => {
    await world.stop();
    const again = new Client(
      await world.start(await databases.init('SQLITE_3')),
      'payments',
    );
    await isRead(again);
    await judged(again);
    expect(await recorded(again)).toEqual([]);
    expect(await openReverts()).toEqual([]);
  });
});

// Two replicas need PostgreSQL. `npm test` finds or starts one, and says so where it cannot.
(postgres ? describe : describe.skip)('two replicas on PostgreSQL', () => {
  it('tell a violation once in each environment, and take it back once', async () => {
    const told = new Told();
    const world = await createWorld(told);
    try {
      const knex = await databases.init(postgres as 'POSTGRES_17');
      const replicas = [await world.start(knex), await world.start(knex)];
      const clients = [
        new Client(replicas[0], 'payments'),
        new Client(replicas[1], 'orders'),
      ];
      for (const client of clients) await isRead(client);
      const hash = await world.deploy.commitFiles({
        branch: 'main',
        files: new Map([[BASE, undefined]]),
        message: 'Clean up',
        author: { name: 'Otto', email: 'otto@example.com' },
      });
      for (const client of clients) {
        await client.until('production', 'the revert is shown', one =>
          one.violations.some(({ revert }) => revert !== undefined),
        );
      }
      await until('both were told', async () => told.violations().length >= 2);
      expect(told.violations().sort()).toEqual(
        ['orders', 'payments'].map(
          service =>
            `gitops:violation:component:default/${service}:production:${hash}`,
        ),
      );
      const pulls = await world.deploy.pulls.list({ state: 'all' });
      expect(pulls.map(({ headBranch }) => headBranch)).toEqual([
        `gitops/revert/main/${hash.slice(0, 12)}`,
      ]);
    } finally {
      await world.remove();
    }
  });
});
