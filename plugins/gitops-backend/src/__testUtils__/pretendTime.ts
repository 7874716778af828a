/** What goes on as always while the time is pretended: all but `Date`. */
const REAL = [
  'cancelAnimationFrame',
  'cancelIdleCallback',
  'clearImmediate',
  'clearInterval',
  'clearTimeout',
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'requestAnimationFrame',
  'requestIdleCallback',
  'setImmediate',
  'setInterval',
  'setTimeout',
] as const;

/** Makes it this time in the process; from then on it passes as always. Databases keep the time of the machine. */
export function pretendTime(now: string): void {
  jest.useFakeTimers({
    now: new Date(now),
    doNotFake: [...REAL],
    advanceTimers: true,
  });
}

/** Lets time pass at once. */
export function letPass(milliseconds: number): void {
  jest.setSystemTime(Date.now() + milliseconds);
}
