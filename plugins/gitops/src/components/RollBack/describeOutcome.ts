import type {
  Environment,
  PromotionPlan,
} from '@backstage-gitops/plugin-gitops-common';

/** What confirming a roll back leads to, one sentence each, in the order it happens. */
export function describeOutcome(
  { name, release }: Pick<Environment, 'name' | 'release'>,
  { gates, affects }: Pick<PromotionPlan, 'gates' | 'affects'>,
  options: { rejects: boolean },
): string[] {
  const open = gates.filter(
    ({ status }) => status !== 'passed' && status !== 'bypassed',
  );
  const sentences = [
    open.length === 0
      ? 'All its gates pass: it is written to Git without waiting for anybody.'
      : 'It waits in Git until its gates pass.',
  ];
  if (affects.length > 0) {
    sentences.push(
      'The owners of the other environments that it changes are asked to approve it.',
    );
  }
  sentences.push(
    `Automation is held on ${name}: newer releases wait, and nothing undoes this by itself.`,
    'The hold ends when somebody resumes; then the newest release that may go there is promoted, once.',
  );
  if (options.rejects && release) {
    sentences.push(
      `${release.version} is promoted nowhere until its rejection is cleared.`,
    );
  }
  return sentences;
}
