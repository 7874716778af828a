import type { Mergeability } from '@backstage-gitops/plugin-gitops-node';
import type { Explanation, Step } from '@backstage-gitops/policy';

/** Is a merge all that is left to be done by us? */
function isMergeNext(step: Step): boolean {
  return (
    step.kind === 'merge' ||
    (step.kind === 'wait' && (step.asks === 'merge' || step.asks === 'fix'))
  );
}

function wordOf(mergeability: Mergeability, step: Step): string | undefined {
  switch (mergeability.status) {
    case 'conflicting':
      return 'The host cannot merge it: it conflicts with its base branch.';
    case 'queued':
      return 'It waits in the merge queue of the host.';
    case 'blocked':
      // Before our own gates pass, what the host waits for may be no more than our status that says so.
      return isMergeNext(step)
        ? ['The host does not merge it yet.', ...mergeability.reasons].join(' ')
        : undefined;
    default:
      return undefined;
  }
}

/** What is next, with what the host says of an open pull request by its own rules. */
export function withHostsWord(
  next: Explanation,
  step: Step,
  mergeability: Mergeability | undefined,
): Explanation {
  if (step.kind !== 'merge' && step.kind !== 'wait') return next;
  const word = mergeability && wordOf(mergeability, step);
  if (!word) return next;
  return {
    ...next,
    sentence: step.kind === 'merge' ? word : `${next.sentence} ${word}`,
  };
}
