import type { ApprovalRule } from '../facts';
import { type Comparison, goes } from './comparisons';
import type { EnvironmentTerms } from './EnvironmentTerms';

const EVERYONE = 'everyone';

/** Fewer approvals, more who may give them, or fewer whose own do not count. */
export function approvals(
  what: string,
  read: (terms: EnvironmentTerms) => ApprovalRule,
): Comparison {
  return (before, after) => {
    const [was, is] = [read(before), read(after)];
    // Who may approve says nothing while nobody must.
    if (was.count === 0) return [];
    const found: string[] = [];
    if (is.count < was.count) {
      found.push(goes(`${what}.count`, was.count, is.count));
    }
    const { from } = was;
    if (from && !(is.from ?? [EVERYONE]).every(ref => from.includes(ref))) {
      found.push(goes(`${what}.from`, from, is.from ?? EVERYONE));
    }
    if (!was.exclude.every(who => is.exclude.includes(who))) {
      found.push(goes(`${what}.exclude`, was.exclude, is.exclude));
    }
    return found;
  };
}
