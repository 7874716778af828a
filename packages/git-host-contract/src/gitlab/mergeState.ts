import { mergeTree } from '../git/mergeBranches';
import type {
  JobState,
  StoredJob,
  StoredMergeRequest,
  StoredProject,
} from './state';

/** The head's commit: the branch while it is open, afterwards what it was then. */
export async function headOf(
  { git }: StoredProject,
  { state, source }: StoredMergeRequest,
): Promise<string> {
  if (state.status !== 'opened') return state.head;
  const tip = await git.tip(source);
  if (!tip) throw new Error(`The branch ${source} is gone`);
  return tip;
}

/** What counts of a commit: of each name the newest. */
export function jobsOf({ jobs }: StoredProject, commit: string): StoredJob[] {
  return jobs.filter(one => one.commit === commit && !one.isRetried);
}

/** How the pipeline of a commit stands; undefined where it has none. */
export function pipelineOf(
  project: StoredProject,
  commit: string,
): JobState | undefined {
  const states = jobsOf(project, commit)
    .filter(({ mayFail, state }) => !mayFail || state === 'success')
    .map(({ state }) => state);
  if (states.length === 0) return undefined;
  if (states.includes('failed')) return 'failed';
  if (states.includes('canceled')) return 'canceled';
  return states.every(state => state === 'success') ? 'success' : 'running';
}

/** Does the head come after all that its base has? */
export async function isFastForward(
  { git }: StoredProject,
  base: string,
  head: string,
): Promise<boolean> {
  return (await git.mergeBase(base, head)) === base;
}

/** What the host calls `detailed_merge_status`, in the order that it looks. */
export async function mergeStatusOf(
  project: StoredProject,
  mergeRequest: StoredMergeRequest,
): Promise<string> {
  const { git, rules } = project;
  const { state, title, target, approvals, requestedChanges } = mergeRequest;
  if (state.status !== 'opened') return 'not_open';
  if (/^draft:/i.test(title)) return 'draft_status';
  const head = await headOf(project, mergeRequest);
  const base = await git.tip(target);
  if (!base || (await git.between(base, head)).length === 0) {
    return 'commits_status';
  }
  if (requestedChanges.size > 0) return 'requested_changes';
  if (approvals.length < rules.approvals) return 'not_approved';
  if (!(await mergeTree(git, base, head))) return 'conflict';
  if (
    rules.mergeMethod !== 'merge' &&
    !(await isFastForward(project, base, head))
  ) {
    return 'need_rebase';
  }
  if (!rules.pipelineMustSucceed) return 'mergeable';
  const pipeline = pipelineOf(project, head);
  if (pipeline === 'success') return 'mergeable';
  return pipeline === 'running' ? 'ci_still_running' : 'ci_must_pass';
}
