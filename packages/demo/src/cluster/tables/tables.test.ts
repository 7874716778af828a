import { ageOf, humanDuration } from './age';
import { jsonPath } from './jsonPath';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('humanDuration', () => {
  it.each<[milliseconds: number, shown: string]>([
    [-1, '0s'],
    [0, '0s'],
    [119 * SECOND, '119s'],
    [2 * MINUTE, '2m'],
    [2 * MINUTE + 5 * SECOND, '2m5s'],
    [10 * MINUTE + 5 * SECOND, '10m'],
    [3 * HOUR, '3h'],
    [3 * HOUR + 5 * MINUTE, '3h5m'],
    [20 * HOUR, '20h'],
    [2 * DAY + 3 * HOUR, '2d3h'],
    [30 * DAY, '30d'],
    [3 * 365 * DAY, '3y'],
    [3 * 365 * DAY + 40 * DAY, '3y40d'],
    [10 * 365 * DAY, '10y'],
  ])('%d ms is %s', (milliseconds, shown) => {
    expect(humanDuration(milliseconds)).toBe(shown);
  });

  it('does not know the age of what has no time', () => {
    expect(ageOf(undefined, new Date())).toBe('<unknown>');
  });
});

describe('jsonPath', () => {
  const object = {
    metadata: { labels: { 'example.com/x': 'y' } },
    spec: { list: [{ a: 1 }, { a: 2 }] },
    status: {
      conditions: [
        { type: 'Ready', status: 'True' },
        { type: 'Stalled', status: 'False' },
      ],
    },
  };

  it.each([
    ['.spec.list[1].a', [2]],
    ['.spec.list[*].a', [1, 2]],
    ['.spec.list[-1].a', [2]],
    ['.status.conditions[?(@.type=="Ready")].status', ['True']],
    ["['metadata'].labels['example.com/x']", ['y']],
    ['.metadata.labels.example\\.com/x', []],
    ['.spec.none.a', []],
    ['spec{', []],
  ])('%s', (path, found) => {
    expect(jsonPath(object, path)).toEqual(found);
  });
});
