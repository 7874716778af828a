import { TestDatabases } from '@backstage/backend-test-utils';
import { LocalGitHost } from '@backstage-gitops/plugin-gitops-backend-module-local';
import type { CommitStatus } from '@backstage-gitops/plugin-gitops-node';
import { git } from '../git/git';
import { letPass, pretendTime } from '../__testUtils__/pretendTime';
import { HOST_URL, pipelineFile } from '../__testUtils__/seed';
import { as, Client, TestWorld } from '../__testUtils__/TestWorld';
import { until } from '../__testUtils__/until';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const DEPLOY = `${HOST_URL}/acme/deploy`;
const dana = { name: 'Dana', email: 'dana@example.com' };
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Branch protection of the deploy repository asks for one status: `gitops`. */
describe('the status that branch protection requires', () => {
  let world: TestWorld;
  let client: Client;
  let host: LocalGitHost;
  let ours: { id: string; number: number; head: string; branch: string };
  let unrelated: { number: number; branch: string };

  const commit = (branch: string, path: string, text: string) =>
    world.deploy.commitFiles({
      branch,
      files: new Map([[path, text]]),
      message: 'Explain',
      author: dana,
    });

  beforeAll(async () => {
    // A Monday.
    pretendTime('2026-03-02T10:00:00Z');
    world = await TestWorld.create({
      services: { payments: 'plain' },
      pipelineFiles: {
        payments: pipelineFile('payments').replace(
          'merge: auto, gates: { approvals: 1 }',
          "merge: manual, gates: { approvals: 1, windows: [{ allow: 'Mon-Thu 09:00-16:00' }] }",
        ),
      },
    });
    host = new LocalGitHost(world.repositories);
    const branch = 'docs';
    await commit(branch, 'README.md', '# Where we deploy from\n');
    const { number } = await world.deploy.pulls.open({
      headBranch: branch,
      baseBranch: 'main',
      title: 'Explain',
      body: '',
      as: 'dana',
    });
    unrelated = { number, branch };
    client = new Client(
      await world.start(await databases.init('SQLITE_3')),
      'payments',
    );
    await client.ready();
  });

  afterAll(async () => {
    jest.useRealTimers();
    await world.remove();
  });

  /** Waits until the status of a commit is as wanted, and says what it says. */
  const untilStatus = (
    head: string,
    state: CommitStatus['state'],
    description: RegExp,
  ) =>
    until(`gitops is ${state}, ${description}`, async () =>
      (await host.listCommitStatuses(DEPLOY, head)).some(
        one =>
          one.context === 'gitops' &&
          one.state === state &&
          description.test(one.description),
      ),
    );

  const headOf = async (number: number) =>
    (await world.deploy.pulls.get(number))?.headCommit ?? '';

  const untilUnrelatedPasses = async () =>
    untilStatus(await headOf(unrelated.number), 'success', /^No promotion/);

  const freeze = (method: 'put' | 'delete') =>
    client.send(
      method,
      `/api/gitops/freezes/${encodeURIComponent(
        'environment:component/default/payments/staging',
      )}`,
      as.user('ravi'),
      method === 'put' ? { reason: 'Incident 7' } : undefined,
    );

  it('is green at once where nothing is promoted', async () => {
    await untilUnrelatedPasses();
    expect(await world.deploy.pulls.list({ state: 'open' })).toHaveLength(1);
  });

  it('waits on ours for its gates, and is green once they pass', async () => {
    await client.announce('1.1.0');
    const { promotion } = await client.until(
      'staging',
      'it is proposed',
      one => one.promotion?.pullRequest?.headCommit !== undefined,
    );
    const pull = promotion?.pullRequest;
    ours = {
      id: promotion?.id ?? '',
      number: pull?.number ?? 0,
      head: pull?.headCommit ?? '',
      branch:
        (await world.deploy.pulls.get(pull?.number ?? 0))?.headBranch ?? '',
    };
    await untilStatus(ours.head, 'pending', /approval/);
    await client.approve('staging', 'ravi');
    await untilStatus(ours.head, 'success', /^All gates pass\.$/);
    expect(await headOf(ours.number)).toBe(ours.head);
  });

  it('turns red on ours when its environment is frozen, and on nothing else', async () => {
    expect((await freeze('put')).status).toBe(204);
    await untilStatus(ours.head, 'failure', /frozen by ravi: Incident 7/);
    await untilUnrelatedPasses();

    await commit(unrelated.branch, 'README.md', '# Where all deploy from\n');
    await untilUnrelatedPasses();

    // The branch is put back on what main is, with another commit: a force-push.
    const { directory } = world.deploy;
    const rewritten = (
      await git(
        [
          ...['-c', 'user.name=Dana', '-c', 'user.email=dana@example.com'],
          ...['commit-tree', '-p', 'main', '-m', 'Explain', 'docs^{tree}'],
        ],
        { directory },
      )
    )
      .toString()
      .trim();
    await git(['push', '--force', directory, `${rewritten}:refs/heads/docs`], {
      directory,
    });
    expect(await headOf(unrelated.number)).toBe(rewritten);
    await untilUnrelatedPasses();

    expect((await freeze('delete')).status).toBe(204);
    await untilStatus(ours.head, 'success', /^All gates pass\.$/);
  });

  it('turns red on ours a minute before the window closes, and green when it opens', async () => {
    letPass(5 * HOUR + 57 * MINUTE);
    await client.until(
      'staging',
      'it is looked at with the window closing soon',
      one => (one.asOf ?? '') >= '2026-03-02T15:57',
    );
    await untilStatus(ours.head, 'success', /^All gates pass\.$/);
    letPass(2 * MINUTE);
    await untilStatus(ours.head, 'failure', /^Opens Tue 3 Mar, 09:00 \(UTC\)/);
    expect(Date.now()).toBeLessThan(Date.parse('2026-03-02T16:00:00Z'));
    await untilUnrelatedPasses();
    letPass(17 * HOUR + MINUTE);
    await untilStatus(ours.head, 'success', /^All gates pass\.$/);
  });

  it('waits again on what others push onto ours', async () => {
    const text = await world.deploy.readFile(
      ours.branch,
      'payments/staging/deployment.yaml',
    );
    const head = await commit(
      ours.branch,
      'payments/staging/deployment.yaml',
      `${text}# and more\n`,
    );
    await untilStatus(head, 'pending', /approval/);
    expect(await headOf(ours.number)).toBe(head);
  });

  it('lets the unrelated pull request be merged while ours waits', async () => {
    const merged = await world.deploy.pulls.merge(unrelated.number, {
      as: 'dana',
      method: 'merge',
    });
    expect(merged.status).toBe('merged');
    await client.until(
      'staging',
      'what was merged is seen, and ours stays as it is',
      one => one.promotion?.id === ours.id && one.promotion.state === 'open',
    );
  });
});
