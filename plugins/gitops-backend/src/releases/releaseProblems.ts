import type {
  PipelineProblem,
  ReleaseRule,
} from '@backstage-gitops/plugin-gitops-common';
import { compilePullRequestRule } from '@backstage-gitops/policy';
import { compileImageRule, compileTagsOfGit } from './releaseRules';

function compile(rule: ReleaseRule) {
  switch (rule.on) {
    case 'image':
      return compileImageRule(rule, []);
    case 'gitTag':
      return compileTagsOfGit(rule);
    default:
      return compilePullRequestRule(rule);
  }
}

/**
 * What is wrong with rules whose shape is right: a range that is none, a group that the pattern lacks, a placeholder that
 * nobody knows. The code that judges by the rules says it, so that whatever passes here can be judged by.
 */
export function releaseProblems(rules: ReleaseRule[]): PipelineProblem[] {
  return rules.flatMap((rule, index) => {
    const compiled = compile(rule);
    return compiled.status === 'valid'
      ? []
      : compiled.problems.map(({ field, reason }) => ({
          path: `spec.releases[${index}].${field}`,
          message: reason,
        }));
  });
}
