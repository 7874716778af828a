import type { CommitStatus } from '@backstage-gitops/plugin-gitops-node';
import { worstOfEach } from './toCommitStatus';

const build = (state: CommitStatus['state']): CommitStatus => ({
  context: 'build',
  state,
  description: state,
});

describe('worstOfEach', () => {
  it.each([
    ['success', 'failure', 'failure'],
    ['failure', 'success', 'failure'],
    ['pending', 'success', 'pending'],
    ['pending', 'failure', 'failure'],
    ['success', 'success', 'success'],
  ] as const)('takes of %s and %s %s', (one, other, worst) => {
    expect(worstOfEach([build(one), build(other)])).toEqual([build(worst)]);
  });

  it('keeps what has another name', () => {
    const gitops = { ...build('pending'), context: 'gitops' };
    expect(worstOfEach([build('success'), gitops])).toEqual([
      build('success'),
      gitops,
    ]);
  });
});
