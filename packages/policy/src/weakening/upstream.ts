import { type Comparison, goes } from './comparisons';

/** Every environment before it must have verified a release, or any one of them; it says nothing where none is. */
export const upstreamMode: Comparison = (before, after) =>
  before.policy.after.length > 0 &&
  before.policy.upstream === 'all' &&
  after.policy.upstream === 'any'
    ? [goes('gates.upstream', 'all', 'any')]
    : [];

/**
 * The environments that it comes after. Where any one of them is enough, one more is one more way in; what is asked of all
 * contains what is asked of any as long as they have one in common.
 */
export const upstreams: Comparison = (before, after) => {
  const [was, is] = [before.policy.after, after.policy.after];
  const change = [goes('after', was, is)];
  if (was.length === 0) return [];
  if (is.length === 0) return change;
  if (before.policy.upstream === 'all') {
    return was.every(name => is.includes(name)) ? [] : change;
  }
  const isStrict =
    after.policy.upstream === 'any'
      ? is.every(name => was.includes(name))
      : is.some(name => was.includes(name));
  return isStrict ? [] : change;
};
