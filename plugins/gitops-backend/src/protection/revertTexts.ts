import type { GitEditTexts } from '../edits/writeGitEdit';
import { digestOfChange } from '../git/changedFiles';
import type { HostedRepository } from '../git/Mirrors';
import { writeProvenance } from '../provenance/Provenance';
import { type SealKeys } from '../provenance/seal';
import { inCode, inMarkdown, inTitle, link } from '../pullRequests/escape';
import type { StoredViolation } from '../store/ViolationStore';

function environmentsOf(violations: StoredViolation[]): string {
  return violations
    .map(({ entityRef, environment }) => `- ${environment} of ${entityRef}`)
    .join('\n');
}

/** What people read of a revert in Git and on the host. Its seal covers all that it changes. */
export function revertTexts(options: {
  /** What one commit did, environment by environment; at least one. */
  violations: [StoredViolation, ...StoredViolation[]];
  restored: Iterable<string>;
  kept: string[];
  hosted: HostedRepository;
  /** The head that it is made on. */
  head: string;
  sealKeys: SealKeys;
}): GitEditTexts {
  const { violations, restored, kept, hosted, head, sealKeys } = options;
  const [violation] = violations;
  const { commit, commitUrl, by, branch } = violation;
  const reasons = [...new Set(violations.map(({ reason }) => reason))];
  return {
    title: inTitle(
      `Take back what ${by.name} changed in ${commit.slice(0, 12)}`,
    ),
    body: [
      // A list, so that no line begins with words of others, which could be those of a trailer.
      reasons.map(reason => `- ${inMarkdown(reason)}`).join('\n'),
      `Takes ${link(inCode(commit), commitUrl)} by ${inMarkdown(
        by.name,
      )} back in:`,
      environmentsOf(violations),
      'Restores:',
      [...restored].map(path => `- ${inCode(path)}`).join('\n'),
      ...(kept.length > 0
        ? [
            'Stays as it is, for it has changed since:',
            kept.map(path => `- ${inCode(path)}`).join('\n'),
          ]
        : []),
      `Merge this to take the change back, or close it to decide otherwise: it is not opened again. Accepting the violation in the portal closes it.`,
    ].join('\n\n'),
    trailers: async tree =>
      writeProvenance(
        {
          pipeline: violation.entityRef,
          environment: violation.environment,
          action: 'revert',
          promotion: `revert-${commit}`,
          images: [],
          reverts: commit,
          requestedBy: 'automation',
          reason: `Takes back a violation of ${branch}`,
          content: await digestOfChange(hosted.mirror, head, tree),
        },
        sealKeys,
      ),
  };
}
