import { type Comparison, fixed, goes, notWidened } from './comparisons';

const refs: Comparison = (before, after) => {
  const [had, has] = [before, after].map(({ announce }) => announce?.refs);
  if (!had) return [];
  return has
    ? notWidened('announce.refs', ({ announce }) => announce?.refs ?? [])(
        before,
        after,
      )
    : [goes('announce.refs', had, 'any')];
};

/** Which jobs of CI announce releases. What was not asked for before may be asked for now. */
export const announce: Comparison = (before, after) => [
  ...fixed('announce.repository', terms => terms.announce?.repository)(
    before,
    after,
  ),
  ...refs(before, after),
  ...(before.announce?.environment
    ? fixed('announce.environment', terms => terms.announce?.environment)(
        before,
        after,
      )
    : []),
];
