import { TestDatabases } from '@backstage/backend-test-utils';
import { LocalGitHost } from '@backstage-gitops/plugin-gitops-backend-module-local';
import { listCommits } from '../__testUtils__/listCommits';
import { Mirror } from '../git/Mirror';
import { as, Client, TestWorld } from '../__testUtils__/TestWorld';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const freezeOf = (environment: string) =>
  `/api/gitops/freezes/${encodeURIComponent(
    `environment:component/default/payments/${environment}`,
  )}`;

const FREEZE = freezeOf('staging');

describe('a freeze that lands while something is about to happen', () => {
  let world: TestWorld;
  let client: Client;

  beforeAll(async () => {
    world = await TestWorld.create({ services: { payments: 'plain' } });
    client = new Client(
      await world.start(await databases.init('SQLITE_3')),
      'payments',
    );
    await client.ready();
  });

  afterEach(() => jest.restoreAllMocks());

  afterAll(() => world.remove());

  it('wins over a merge; once it is lifted the merge happens, and happens once', async () => {
    const merges = jest.spyOn(LocalGitHost.prototype, 'mergePullRequest');
    await client.announce('1.1.0');
    await client.until(
      'staging',
      'a pull request is open',
      one => one.promotion?.pullRequest !== undefined,
    );

    // The checklist says that the approval is there once it was decided to merge, and before anything is merged.
    const update = LocalGitHost.prototype.updatePullRequest;
    let landed = 0;
    const statuses: number[] = [];
    jest
      .spyOn(LocalGitHost.prototype, 'updatePullRequest')
      .mockImplementation(async function freezeFirst(
        this: LocalGitHost,
        options,
      ) {
        if (/\[x\] \*\*approvals\*\*/.test(options.content.body) && !landed) {
          landed += 1;
          const { status } = await client.send('put', FREEZE, as.user('ravi'), {
            reason: 'Incident 7',
          });
          statuses.push(status);
        }
        return update.call(this, options);
      });
    await client.approve('staging', 'ravi');
    const frozen = await client.until(
      'staging',
      'it says that it is frozen',
      one =>
        one.next?.sentence === 'This environment is frozen by ravi: Incident 7',
    );
    expect(statuses).toEqual([204]);
    expect(frozen.promotion?.gates).toContainEqual(
      expect.objectContaining({ name: 'approvals', status: 'passed' }),
    );

    // It is looked at again, and stays as it is.
    const seen = frozen.asOf ?? '';
    const later = await client.until(
      'staging',
      'it was looked at again',
      one => (one.asOf ?? '') > seen,
    );
    expect(later.release?.version).not.toBe('1.1.0');
    expect(later.promotion?.state).toBe('open');
    expect(merges).not.toHaveBeenCalled();

    await client.send('delete', FREEZE, as.user('ravi'));
    await client.until(
      'staging',
      'it has 1.1.0',
      one => one.release?.version === '1.1.0' && !one.promotion,
    );
    expect(merges).toHaveBeenCalledTimes(1);
    const commits = await listCommits(world.deploy.directory, 'main');
    expect(
      commits.filter(({ subject }) => /1\.1\.0 to staging$/.test(subject)),
    ).toHaveLength(1);
  });

  it('keeps a pull request whose opening broke off for its promotion', async () => {
    const open = LocalGitHost.prototype.openPullRequest;
    let brokeOff = false;
    jest
      .spyOn(LocalGitHost.prototype, 'openPullRequest')
      .mockImplementation(async function openAndBreakOff(
        this: LocalGitHost,
        options,
      ) {
        const pull = await open.call(this, options);
        if (brokeOff || !options.headBranch.endsWith('/staging')) return pull;
        brokeOff = true;
        await client.send('put', FREEZE, as.user('ravi'), {
          reason: 'Incident 8',
        });
        throw new Error('The connection was reset');
      });
    await client.announce('1.2.0');
    const frozen = await client.until(
      'staging',
      'it is frozen, and has its pull request',
      one =>
        /Incident 8/.test(one.next?.sentence ?? '') &&
        one.promotion?.pullRequest !== undefined,
    );
    const ours = (await world.deploy.pulls.list({ state: 'open' })).filter(
      ({ headBranch }) => headBranch.endsWith('/staging'),
    );
    expect(ours.map(({ number }) => number)).toEqual([
      frozen.promotion?.pullRequest?.number,
    ]);

    await client.send('delete', FREEZE, as.user('ravi'));
    await client.approve('staging', 'ravi');
    await client.until(
      'staging',
      'it has 1.2.0',
      one => one.release?.version === '1.2.0' && !one.promotion,
    );
  });

  it('wins over a commit; once it is lifted that is written', async () => {
    const build = Mirror.prototype.buildTree;
    let landed = 0;
    jest
      .spyOn(Mirror.prototype, 'buildTree')
      .mockImplementation(async function freezeFirst(
        this: Mirror,
        parent,
        changes,
      ) {
        if (changes.has('payments/dev/deployment.yaml') && !landed) {
          landed += 1;
          await client.send('put', freezeOf('dev'), as.user('ravi'), {
            reason: 'Incident 9',
          });
        }
        return build.call(this, parent, changes);
      });
    await client.announce('1.3.0');
    await client.until('dev', 'it says that it is frozen', one =>
      /Incident 9/.test(one.next?.sentence ?? ''),
    );
    expect(landed).toBe(1);
    const written = async () =>
      (await listCommits(world.deploy.directory, 'main')).filter(
        ({ subject }) => /1\.3\.0 to dev$/.test(subject),
      );
    expect(await written()).toHaveLength(0);

    await client.send('delete', freezeOf('dev'), as.user('ravi'));
    await client.until(
      'dev',
      'it has 1.3.0',
      one => one.release?.version === '1.3.0' && !one.promotion,
    );
    expect(await written()).toHaveLength(1);
  });
});
