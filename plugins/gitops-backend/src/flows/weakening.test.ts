import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  Finding,
  HistoryEntry,
  PolicyEdit,
} from '@backstage-gitops/plugin-gitops-common';
import type { LocalRepository } from '@backstage-gitops/plugin-gitops-backend-module-local';
import { git } from '../git/git';
import { HOST_URL, pipelineFile } from '../__testUtils__/seed';
import { as, Client, TestWorld } from '../__testUtils__/TestWorld';
import { until } from '../__testUtils__/until';

jest.setTimeout(180_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const FILE = pipelineFile('payments');

/** The file with production asking for less. */
const ONE_APPROVAL = FILE.replace('count: 2', 'count: 1');
const UNPROTECTED = FILE.replace('      protected: true\n', '');
const WITHOUT_PRODUCTION = FILE.slice(
  0,
  FILE.indexOf('    - name: production'),
);

const authorOf = (name: string) => ({
  name,
  email: `${name}@example.com`,
});

describe('an edit that weakens a protected environment', () => {
  let world: TestWorld;
  let client: Client;
  let source: LocalRepository;

  /** Edits the pipeline file, past any pull request, as somebody. */
  const edit = (text: string, by: string) =>
    source.commitFiles({
      branch: 'main',
      files: new Map([['gitops.yaml', text]]),
      message: 'Change the pipeline',
      author: authorOf(by),
    });

  const start = async () => {
    client = new Client(
      await world.start(await databases.init('SQLITE_3')),
      'payments',
    );
    await client.ready();
  };

  const pending = async (): Promise<PolicyEdit | undefined> =>
    (await client.pipeline()).pendingPolicy;

  const untilPending = (commit: string) =>
    until(`${commit} waits to be accepted`, async () => {
      const found = await pending();
      return found?.commit === commit && found;
    });

  const untilNothingPending = () =>
    until('nothing waits to be accepted', async () => !(await pending()));

  const accept = (commit: string, by: string, body: object) =>
    client.send('post', `${client.path}/policy/${commit}/approve`, by, body);

  const history = async (kind: HistoryEntry['kind']): Promise<HistoryEntry[]> =>
    (
      await client.send('get', `${client.path}/history`, as.user('rita'))
    ).body.items.filter((entry: HistoryEntry) => entry.kind === kind);

  const findings = async (): Promise<Finding[]> =>
    (await client.send('get', `${client.path}/preflight`, as.user('rita'))).body
      .items;

  /** What production asks of the promotion that is open. */
  const approvalsGate = async () =>
    (await client.environment('production')).promotion?.gates.find(
      ({ name }) => name === 'approvals',
    )?.reason;

  const untilApprovals = (reason: RegExp) =>
    until(`approvals say ${reason}`, async () =>
      reason.test((await approvalsGate()) ?? ''),
    );

  /** The sealed record of what was accepted for production. */
  const recorded = async () => {
    const tree = await git(
      [
        'grep',
        '-h',
        '-e',
        '"commit"',
        '-e',
        '"status"',
        'gitops/state',
        '--',
        'policy',
      ],
      { directory: world.deploy.directory },
    );
    return tree.toString();
  };

  beforeAll(async () => {
    world = await TestWorld.create({ services: { payments: 'plain' } });
    source = world.repositories.get(`${HOST_URL}/acme/payments`);
    await start();
    await client.announce('1.1.0');
    await client.approve('staging', 'ravi');
    await client.until(
      'production',
      'a pull request is open',
      one => one.promotion?.pullRequest !== undefined,
    );
  });

  afterAll(() => world.remove());

  let first: string;
  let weak: string;

  it('accepts the first file as it is, and writes that down where production lives', async () => {
    first = (await source.head('main')) ?? '';
    expect((await client.pipeline()).policyCommit).toBe(first);
    expect(await pending()).toBeUndefined();
    expect(await recorded()).toContain(`"commit": "${first}"`);
  });

  it('waits, says what it weakens, and changes nothing there', async () => {
    weak = await edit(
      ONE_APPROVAL.replace(
        'gates: { approvals: 1 }',
        'gates: { approvals: 0 }',
      ),
      'dana',
    );
    const found = await untilPending(weak);
    expect(found).toMatchObject({
      by: { name: 'dana', entityRef: 'user:default/dana' },
      inForce: first,
      weakens: [
        {
          environment: 'production',
          sentence: 'gates.approvals.count goes from 2 to 1.',
        },
        // What is not said of rollbacks follows promotions.
        {
          environment: 'production',
          sentence: 'rollback.gates.approvals.count goes from 2 to 1.',
        },
      ],
    });
    // Staging is not protected: there the file counts at once.
    expect(
      (await findings()).filter(({ check }) => check === 'policy'),
    ).toMatchObject([{ environment: 'production', status: 'failed' }]);
    await untilApprovals(/^Waits for 2 approvals by sre; 0 given\.$/);
    await client.approve('production', 'ravi');
    await untilApprovals(/1 given/);
    expect((await client.environment('production')).release?.version).not.toBe(
      '1.1.0',
    );
    const [entry, ...others] = await history('policyWeakened');
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      by: { entityRef: 'user:default/dana' },
      commit: weak,
      policyCommit: first,
    });
  });

  it('still waits when the database is lost', async () => {
    await world.stop();
    await start();
    expect((await untilPending(weak)).inForce).toBe(first);
    const { promotion } = await client.until(
      'production',
      'the pull request was found again',
      one => one.promotion?.pullRequest !== undefined,
    );
    expect(promotion).toBeDefined();
    await untilApprovals(/^Waits for 2 approvals by sre/);
  });

  it.each<[string, string, object, number, RegExp]>([
    [
      'its author',
      as.user('dana'),
      { reason: 'Fine' },
      403,
      /wrote a part of this edit/,
    ],
    [
      'an agent',
      as.agent('ravi'),
      { reason: 'Fine' },
      403,
      /the person themselves/,
    ],
    [
      'a service',
      as.service('external:ci-payments'),
      { reason: 'Fine' },
      403,
      /takes a person/,
    ],
    ['nobody without a reason', as.user('ravi'), {}, 400, /needs a reason/],
  ])('is not accepted by %s', async (_, caller, body, status, message) => {
    const answer = await accept(weak, caller, body);
    expect(answer.status).toBe(status);
    expect(answer.body.error.message).toMatch(message);
    expect(await pending()).toBeDefined();
  });

  it('is shown to whoever asks what it would weaken, and nothing is done', async () => {
    const answer = await accept(weak, as.user('dana'), { dryRun: true });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(await pending());
  });

  it('is accepted only as what it is now: the newest commit, compared with what holds', async () => {
    const stale = weak;
    weak = await edit(ONE_APPROVAL.replace('sourceAuthor, ', ''), 'otto');
    const answer = await accept(stale, as.user('ravi'), { reason: 'Fine' });
    expect(answer.status).toBe(409);
    expect(answer.body.error.message).toContain(weak);
    expect(await untilPending(weak)).toMatchObject({
      inForce: first,
      authors: expect.arrayContaining([
        { name: 'dana', entityRef: 'user:default/dana' },
        { name: 'otto', entityRef: 'user:default/otto' },
      ]),
      weakens: [
        { sentence: 'gates.approvals.count goes from 2 to 1.' },
        { sentence: expect.stringMatching(/^gates\.approvals\.exclude goes/) },
        { sentence: 'rollback.gates.approvals.count goes from 2 to 1.' },
        {
          sentence: expect.stringMatching(
            /^rollback\.gates\.approvals\.exclude goes/,
          ),
        },
      ],
    });
    // Who wrote only the first part of it is no more free to accept it.
    const author = await accept(weak, as.user('dana'), { reason: 'Fine' });
    expect(author.status).toBe(403);
  });

  it('counts once somebody accepts it, for what is open too', async () => {
    const answer = await accept(weak, as.user('sofia'), {
      reason: 'One of us is enough at night',
    });
    expect(answer.status).toBe(200);
    expect(answer.body.commit).toBe(weak);
    expect(await pending()).toBeUndefined();
    expect((await client.pipeline()).policyCommit).toBe(weak);
    expect(await recorded()).toContain(`"commit": "${weak}"`);
    await untilApprovals(/^Waits for 1 approval by sre/);
    await client.approve('production', 'ravi');
    await client.until(
      'production',
      'it has 1.1.0',
      one => one.release?.version === '1.1.0' && !one.promotion,
    );
    const [accepted] = await history('policyAccepted');
    expect(accepted).toMatchObject({
      by: { entityRef: 'user:default/sofia' },
      reason: 'One of us is enough at night',
      commit: weak,
      policyCommit: first,
      summary: expect.stringMatching(/count goes from 2 to 1\./),
    });
    const [merged] = await history('merged');
    expect(merged.policyCommit).toBe(weak);
  });

  it('merges by what was accepted while the next edit waits', async () => {
    const unprotected = UNPROTECTED.replace('count: 2', 'count: 0');
    await untilPending(await edit(unprotected, 'dana'));
    await client.announce('1.2.0');
    await client.approve('staging', 'ravi');
    await client.until(
      'production',
      'a pull request is open',
      one => one.promotion?.pullRequest !== undefined,
    );
    await client.approve('production', 'ravi');
    await client.until(
      'production',
      'it has 1.2.0',
      one => one.release?.version === '1.2.0' && !one.promotion,
    );
    const [merged] = await history('merged');
    expect(merged).toMatchObject({
      environment: 'production',
      policyCommit: weak,
    });
  });

  it('has nothing to be accepted where it weakens nothing', async () => {
    const strict = await edit(FILE.replace('count: 2', 'count: 3'), 'dana');
    await until(
      'the stricter file holds',
      async () =>
        (await client.pipeline()).policyCommit === strict &&
        (await recorded()).includes(strict),
    );
    expect(await pending()).toBeUndefined();
    const answer = await accept(strict, as.user('ravi'), { reason: 'Fine' });
    expect(answer.status).toBe(409);
    expect(answer.body.error.message).toMatch(/No edit .* waits/);
  });

  it('is forgotten when it is taken back', async () => {
    await untilPending(await edit(UNPROTECTED, 'dana'));
    expect((await client.environment('production')).protected).toBe(true);
    await edit(FILE.replace('count: 2', 'count: 3'), 'dana');
    await untilNothingPending();
    expect(
      (await findings()).filter(({ check }) => check === 'policy'),
    ).toEqual([]);
  });

  it('leaves a protected environment declared until its removal is accepted', async () => {
    const removed = await edit(WITHOUT_PRODUCTION, 'dana');
    expect((await untilPending(removed)).weakens).toEqual([
      {
        environment: 'production',
        sentence: 'production is not declared any more.',
      },
    ]);
    expect((await client.environment('production')).protected).toBe(true);
    // Not even another one may be at its place.
    const renamed = await edit(
      FILE.replace('name: production', 'name: prod').replace(
        '      protected: true\n',
        '',
      ),
      'dana',
    );
    await untilPending(renamed);
    await client.until('prod', 'it is kept away', one =>
      /the place of production/.test(one.next?.sentence ?? ''),
    );
    const again = await edit(WITHOUT_PRODUCTION, 'dana');
    await untilPending(again);
    const answer = await accept(again, as.user('ravi'), { reason: 'Retired' });
    expect(answer.status).toBe(200);
    const { environments } = await client.pipeline();
    expect(environments.map(({ name }) => name)).toEqual(['dev', 'staging']);
    expect(await recorded()).toContain('"status": "ended"');
  });

  it('lets nothing through where what was accepted is gone', async () => {
    const back = await edit(FILE, 'dana');
    await until('production is back', async () =>
      (await recorded()).includes(`"commit": "${back}"`),
    );
    await world.stop();
    // The history is written anew, and with the database the old one is gone.
    await git(['update-ref', 'refs/heads/main', first], {
      directory: source.directory,
    });
    await git(['reflog', 'expire', '--expire=now', '--all'], {
      directory: source.directory,
    });
    const forged = await edit(UNPROTECTED, 'nobody');
    client = new Client(
      await world.start(await databases.init('SQLITE_3')),
      'payments',
    );
    await untilPending(forged);
    const blocked = await client.until(
      'production',
      'it is blocked',
      one => one.next?.action === 'fix',
    );
    expect(blocked.protected).toBe(true);
    expect(blocked.next?.sentence).toMatch(
      /cannot be read: the repository does not have it any more/,
    );
    const answer = await accept(forged, as.user('ravi'), { reason: 'Agreed' });
    expect(answer.status).toBe(200);
    expect(answer.body.authors).toContainEqual({ name: 'nobody' });
    await client.until(
      'production',
      'it is as the file says',
      one => !one.protected && one.images.length > 0,
    );
  });
});
