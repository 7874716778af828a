import type {
  Mergeability,
  PullRequest,
} from '@backstage-gitops/plugin-gitops-node';
import { mergeTrees } from './mergeTrees';
import { readRef } from './refs';

/** Would it merge? The embedded host asks for nothing but that the two sides do not conflict. */
export async function readMergeability(
  directory: string,
  { state, baseBranch, headCommit }: PullRequest,
): Promise<Mergeability> {
  if (state.status !== 'open') return { status: 'unknown' };
  const base = await readRef(directory, `refs/heads/${baseBranch}`);
  if (!base) {
    return {
      status: 'blocked',
      reasons: [`There is no branch ${baseBranch} any more.`],
    };
  }
  const { status } = await mergeTrees(directory, base, headCommit);
  return { status: status === 'merged' ? 'mergeable' : 'conflicting' };
}
