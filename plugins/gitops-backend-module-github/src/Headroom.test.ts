import { Headroom } from './Headroom';

const headers = {
  'x-ratelimit-remaining': '4999',
  'x-ratelimit-limit': '5000',
  'x-ratelimit-reset': '1767225600',
};

describe('Headroom', () => {
  it('keeps the newest reading of each budget', () => {
    const headroom = new Headroom();
    headroom.note('acme', headers);
    headroom.note('acme', { ...headers, 'x-ratelimit-remaining': '12' });
    headroom.note('acme', { ...headers, 'x-ratelimit-resource': 'search' });
    headroom.note('other', headers);
    const resetAt = '2026-01-01T00:00:00.000Z';
    const core = { resource: 'core', limit: 5_000, resetAt };
    expect(headroom.readings()).toEqual([
      { ...core, owner: 'acme', remaining: 12 },
      { ...core, owner: 'acme', resource: 'search', remaining: 4_999 },
      { ...core, owner: 'other', remaining: 4_999 },
    ]);
  });

  it.each([
    ['none', {}],
    ['words', { ...headers, 'x-ratelimit-remaining': 'plenty' }],
    ['less than nothing', { ...headers, 'x-ratelimit-remaining': '-1' }],
    ['no end', { ...headers, 'x-ratelimit-reset': '9'.repeat(30) }],
  ])('notes nothing where the numbers are %s', (_, odd) => {
    const headroom = new Headroom();
    headroom.note('acme', odd);
    expect(headroom.readings()).toEqual([]);
  });
});
