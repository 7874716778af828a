import { keepCandidates, type ReleaseCandidate } from './Candidate';

const candidate = (
  name: string,
  changes: Partial<ReleaseCandidate> = {},
): ReleaseCandidate => ({
  on: 'image',
  name,
  images: ['app'],
  status: 'excluded',
  reason: 'No.',
  ...changes,
});

const march = (day: number) => `2026-03-0${day}T08:00:00.000Z`;

describe('keepCandidates', () => {
  const names = (...args: Parameters<typeof keepCandidates>) =>
    keepCandidates(...args).map(({ name }) => name);

  it('puts first what waits, then the newest, then the highest number', () => {
    const found = [
      candidate('build-9'),
      candidate('build-10'),
      candidate('old', { seenAt: march(1) }),
      candidate('new', { seenAt: march(2) }),
      candidate('waits', { status: 'waiting' }),
    ];
    const sorted = ['waits', 'new', 'old', 'build-10', 'build-9'];
    expect(names(found, [], 10)).toEqual(sorted);
    expect(names(found.reverse(), [], 10)).toEqual(sorted);
    expect(names(found, [], 2)).toEqual(['waits', 'new']);
  });

  it('knows since when something is there, although a later look does not', () => {
    const before = [candidate('typo', { seenAt: march(1) })];
    const found = [candidate('zzz'), candidate('typo', { reason: 'Never.' })];
    expect(keepCandidates(found, before, 1)).toEqual([
      candidate('typo', { seenAt: march(1), reason: 'Never.' }),
    ]);
  });

  it('leaves out names that are longer than any tag of an image', () => {
    expect(names([candidate('x'.repeat(256))], [], 10)).toEqual([]);
  });
});
