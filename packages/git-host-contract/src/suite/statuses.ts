import {
  type CommitStatus,
  TerminalHostError,
} from '@backstage-gitops/plugin-gitops-node';
import type { Context } from './Context';

export function describeStatuses(context: Context): void {
  const set = (commit: string, status: CommitStatus) =>
    context.host.setCommitStatus({
      repository: context.repository,
      commit,
      status,
    });

  it('keeps the newest status of each context', async () => {
    const { host, repository } = context;
    const { headCommit } = await context.open('dev');
    const gitops = { context: 'gitops', description: 'Waits for an approval' };
    const soak = {
      context: 'gitops/staging/soak',
      state: 'success' as const,
      description: 'Soaked',
    };
    expect(await host.listCommitStatuses(repository, headCommit)).toEqual([]);
    await set(headCommit, { ...gitops, state: 'pending' });
    await set(headCommit, soak);
    await set(headCommit, { ...gitops, state: 'failure' });
    await set(headCommit, { ...gitops, state: 'failure' });
    const statuses = await host.listCommitStatuses(repository, headCommit);
    expect(statuses).toHaveLength(2);
    expect(statuses).toEqual(
      expect.arrayContaining([{ ...gitops, state: 'failure' }, soak]),
    );
  });

  it('keeps more statuses than a page has', async () => {
    const { host, repository } = context;
    const { headCommit } = await context.open('dev');
    const contexts = Array.from({ length: 101 }, (_, index) => `c${index}`);
    for (const name of contexts) {
      await set(headCommit, {
        context: name,
        state: 'success',
        description: '',
      });
    }
    const statuses = await host.listCommitStatuses(repository, headCommit);
    expect(new Set(statuses.map(one => one.context))).toEqual(
      new Set(contexts),
    );
  }, 180_000);

  it('is final about what is no commit', async () => {
    const status = {
      context: 'gitops',
      state: 'success' as const,
      description: 'x',
    };
    for (const name of ['main', '../heads/main', '']) {
      await expect(set(name, status)).rejects.toBeInstanceOf(TerminalHostError);
    }
  });

  if (context.offers.has('protection')) {
    it('reads check runs as statuses', async () => {
      const { host, repository } = context;
      const { headCommit } = await context.open('dev');
      const read = () => host.listCommitStatuses(repository, headCommit);
      const run = (conclusion: 'success' | 'failure' | undefined) =>
        context.runCheck(headCommit, { name: 'build', conclusion });
      const build = (state: CommitStatus['state']) => [
        expect.objectContaining({ context: 'build', state }),
      ];
      await run(undefined);
      expect(await read()).toEqual(build('pending'));
      await run('failure');
      expect(await read()).toEqual(build('failure'));
      await run('success');
      expect(await read()).toEqual(build('success'));
      await set(headCommit, {
        context: 'build',
        state: 'failure',
        description: 'x',
      });
      expect(await read()).toEqual(build('failure'));
    });
  }
}
