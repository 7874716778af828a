import type * as Judging from '../../windows/judgeWindows';
import type { Window } from '../../windows/Window';

/**
 * Windows judged once for each moment. What they say follows from them and the moment alone, and the model asks the same
 * again and again.
 */
export function memoise(judging: typeof Judging): typeof Judging {
  const known = new WeakMap<
    Window[][],
    Map<number, ReturnType<typeof judging.judgeWindows>>
  >();
  return {
    ...judging,
    judgeWindows(sets, at) {
      const moments = known.get(sets) ?? new Map();
      known.set(sets, moments);
      const state = moments.get(at) ?? judging.judgeWindows(sets, at);
      moments.set(at, state);
      return state;
    },
  };
}
