import { restAfter } from './restAfter';

const MINUTE = 60_000;

describe('restAfter', () => {
  it.each([
    ['its poll while all is well', 30_000, undefined, 30_000],
    ['its poll when the host has just gone', 30_000, 0, 30_000],
    ['as long as the host is away already', 30_000, 45_000, 45_000],
    ['no longer than a minute', 30_000, 90 * MINUTE, MINUTE],
    ['no longer than sixteen polls', 1_000, 90 * MINUTE, 16_000],
    ['its poll where that is longer', 5 * MINUTE, 2 * MINUTE, 5 * MINUTE],
  ])('is %s', (_, poll, awayFor, rest) => {
    expect(restAfter(poll, awayFor)).toBe(rest);
  });

  it('doubles until the bound: few tries in ten minutes, and one soon after', () => {
    const polled = (poll: number, minutes: number) => {
      let now = 0;
      let tries = 0;
      while (now < minutes * MINUTE) {
        tries += 1;
        now += restAfter(poll, now);
      }
      return { tries, wait: now - minutes * MINUTE };
    };
    expect(polled(30_000, 10)).toEqual({ tries: 11, wait: 0 });
    expect(polled(1_000, 10)).toEqual({ tries: 42, wait: 8_000 });
  });
});
