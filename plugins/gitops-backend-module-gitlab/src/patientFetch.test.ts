import { waitBeforeNext } from './patientFetch';

describe('waitBeforeNext', () => {
  const limited = (retryAfter?: string) => ({ status: 429, retryAfter });
  const down = { status: 503 };

  it.each([
    ['what went well', { status: 200 }, 1, true, undefined],
    ['a refusal', { status: 404 }, 1, true, undefined],
    ['a failure', down, 1, true, 1],
    ['a second failure', down, 2, true, 4],
    ['a third failure', down, 3, true, 9],
    ['a fourth failure', down, 4, true, undefined],
    ['silence', 'none' as const, 1, true, 1],
    ['a failure of what may be done', down, 1, false, undefined],
    ['silence after what may be done', 'none' as const, 1, false, undefined],
    ['a short limit', limited('5'), 1, true, 5],
    ['a short limit, where nothing was done', limited('5'), 1, false, 5],
    ['a short limit again', limited('5'), 2, true, undefined],
    ['a long limit', limited('60'), 1, true, undefined],
    ['a limit without a time', limited(), 1, true, undefined],
    ['a limit until a day', limited('Fri, 01 Jan'), 1, true, undefined],
  ])('after %s', (_, answer, tries, isRepeatable, expected) => {
    expect(waitBeforeNext(answer, { tries, isRepeatable })).toBe(expected);
  });
});
