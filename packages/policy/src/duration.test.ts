import { formatDuration, parseDuration } from './duration';

describe('parseDuration', () => {
  it.each([
    ['30m', 1_800_000],
    ['2h', 7_200_000],
    ['1d12h', 129_600_000],
    ['1h30m15s', 5_415_000],
    ['0s', 0],
    ['', undefined],
    ['30', undefined],
    ['30m2h', undefined],
    ['-1h', undefined],
    ['1.5h', undefined],
    [' 1h', undefined],
  ])('%s', (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds);
  });
});

describe('formatDuration', () => {
  it.each([
    ['0s', '0 min'],
    ['1s', '1 min'],
    ['2h5m', '2 h 5 min'],
    ['1d3h20m', '1 d 3 h'],
    ['1d20m', '1 d 20 min'],
  ])('%s', (text, shown) => {
    expect(formatDuration(parseDuration(text) ?? -1)).toBe(shown);
  });
});
