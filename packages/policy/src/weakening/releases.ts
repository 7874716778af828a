import { type Comparison, goes, textOf } from './comparisons';
import type { EnvironmentTerms } from './EnvironmentTerms';

/**
 * The rules that make the releases which are accepted here. Which of two patterns lets more through is not worked out:
 * rules may be left out, and any other change counts as weaker. That another trigger is accepted is told by `accepts`.
 */
export const releases: Comparison = (before, after) => {
  const rules = ({ releases: all }: EnvironmentTerms) =>
    all.filter(
      ({ on }) =>
        before.policy.accepts.includes(on) && after.policy.accepts.includes(on),
    );
  const left = rules(before).map(textOf);
  // Each rule is looked for behind the one before it: their order breaks ties.
  const isKept = rules(after).every(rule => {
    const index = left.indexOf(textOf(rule));
    left.splice(0, index + 1);
    return index >= 0;
  });
  return isKept ? [] : [goes('releases', rules(before), rules(after))];
};
