import { Headroom } from './Headroom';

const headers = {
  'ratelimit-remaining': '1999',
  'ratelimit-limit': '2000',
  'ratelimit-reset': '1767225600',
};

describe('Headroom', () => {
  it('keeps the newest reading of each limit', () => {
    const headroom = new Headroom();
    headroom.note(new Headers(headers));
    headroom.note(new Headers({ ...headers, 'ratelimit-remaining': '12' }));
    headroom.note(
      new Headers({ ...headers, 'ratelimit-name': 'throttle_notes' }),
    );
    const resetAt = '2026-01-01T00:00:00.000Z';
    expect(headroom.readings()).toEqual([
      { resource: 'api', remaining: 12, limit: 2_000, resetAt },
      { resource: 'throttle_notes', remaining: 1_999, limit: 2_000, resetAt },
    ]);
  });

  it.each([
    ['none', {}],
    ['words', { ...headers, 'ratelimit-remaining': 'plenty' }],
    ['less than nothing', { ...headers, 'ratelimit-remaining': '-1' }],
    ['no end', { ...headers, 'ratelimit-reset': '9'.repeat(30) }],
  ])('notes nothing where the numbers are %s', (_, odd: HeadersInit) => {
    const headroom = new Headroom();
    headroom.note(new Headers(odd));
    expect(headroom.readings()).toEqual([]);
  });
});
