import type { ReleaseCandidate } from './Candidate';
import { joinCandidates } from './joinCandidates';

describe('joinCandidates', () => {
  const join = (said: string[], made: string[] = []) =>
    joinCandidates(
      said.map(
        (reason): ReleaseCandidate => ({
          on: 'image',
          name: 'v1',
          images: ['app'],
          status: reason.startsWith('Waits') ? 'waiting' : 'excluded',
          reason,
        }),
      ),
      new Set(made),
    ).map(({ status, reason }) => `${status}: ${reason}`);

  it.each<[string, string[], string[]]>([
    ['the reasons of all rules', ['No v.', 'No w.'], ['excluded: No v. No w.']],
    ['each reason once', ['No v.', 'No v.'], ['excluded: No v.']],
    ['that it waits, first', ['Waits.', 'No v.'], ['waiting: Waits.']],
    ['that it waits, last', ['No v.', 'Waits.'], ['waiting: Waits.']],
  ])('says %s', (_, said, joined) => {
    expect(join(said)).toEqual(joined);
  });

  it('says nothing of what makes a release by one rule', () => {
    expect(join(['No v.', 'No w.'], ['v1'])).toEqual([]);
  });
});
