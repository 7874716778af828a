import { children, type Found, type Steps } from './Found';

/** The value and everything that is made of it again and again. */
export function* recurse(
  input: Found,
  below: ((found: Found) => Iterable<Found>) | undefined,
  steps: Steps,
): Generator<Found> {
  const left = [input];
  for (let next = left.pop(); next; next = left.pop()) {
    steps.take();
    yield next;
    if (below) {
      left.push(...[...below(next)].reverse());
    } else if (typeof next.value === 'object' && next.value !== null) {
      left.push(...[...children(next, steps)].reverse());
    }
  }
}

/** Loops without the help of the stack, so that only the steps end one. */
export function* loop(
  name: 'until' | 'while' | 'repeat',
  options: {
    input: Found;
    holds: (of: Found) => boolean;
    update: (of: Found) => Iterable<Found>;
  },
  steps: Steps,
): Generator<Found> {
  const { input, holds, update } = options;
  const left = [input];
  for (let next = left.pop(); next; next = left.pop()) {
    steps.take();
    if (name === 'until' && holds(next)) {
      yield next;
      continue;
    }
    if (name === 'while' && !holds(next)) continue;
    if (name !== 'until') yield next;
    left.push(...[...update(next)].reverse());
  }
}
