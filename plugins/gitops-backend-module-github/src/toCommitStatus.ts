import type { CommitStatus } from '@backstage-gitops/plugin-gitops-node';

/** Longest description that GitHub takes. */
const LONGEST = 140;

/** Conclusions that a required check may have. */
const PASSED = new Set<string | null>(['success', 'neutral', 'skipped']);

/** States of a status that is not there yet, or says so. */
const WAITING = new Set(['pending', 'expected']);

/** The worst comes first. */
const ORDER: Array<CommitStatus['state']> = ['failure', 'pending', 'success'];

/** A description as GitHub takes it. */
export function shorten(text: string): string {
  const characters = [...text];
  return characters.length > LONGEST
    ? `${characters.slice(0, LONGEST - 1).join('')}…`
    : text;
}

/** What a machine ran, as a status. GitHub's two APIs write its words in small and in capital letters. */
export function statusOfRun(run: {
  name: string;
  status: string;
  conclusion: string | null;
  title: string | null;
}): CommitStatus {
  const conclusion = run.conclusion?.toLowerCase() ?? null;
  const isDone = run.status.toLowerCase() === 'completed';
  const ended = PASSED.has(conclusion) ? 'success' : 'failure';
  const phase = isDone ? conclusion : run.status.toLowerCase();
  return {
    context: run.name,
    state: isDone ? ended : 'pending',
    description: shorten(run.title ?? phase ?? ''),
  };
}

/** What somebody reported, as a status: an error is a failure. */
export function statusOfContext(reported: {
  context: string;
  state: string;
  description: string | null;
}): CommitStatus {
  const state = reported.state.toLowerCase();
  const ended = state === 'success' ? 'success' : 'failure';
  return {
    context: reported.context,
    state: WAITING.has(state) ? 'pending' : ended,
    description: reported.description ?? '',
  };
}

/** One status for each context. GitHub asks for all that have one name, whoever set them; so the worst of them is it. */
export function worstOfEach(statuses: CommitStatus[]): CommitStatus[] {
  const worst = new Map<string, CommitStatus>();
  for (const status of statuses) {
    const other = worst.get(status.context);
    if (other && ORDER.indexOf(other.state) <= ORDER.indexOf(status.state)) {
      continue;
    }
    worst.set(status.context, status);
  }
  return [...worst.values()];
}
