import { policy, rule } from '../__testUtils__/facts';
import type { EnvironmentPolicy } from '../facts';
import { consequencesOf } from './consequences';

describe('consequencesOf', () => {
  const held = 'Automation of staging is held until a person resumes it.';

  it.each<[string, Partial<EnvironmentPolicy>, string | undefined, string[]]>([
    [
      'a commit',
      { rollback: { by: 'commit', approvals: rule({ count: 0 }) } },
      undefined,
      ['It is written to the branch at once; no approval is needed.'],
    ],
    [
      'a pull request that merges itself',
      {
        rollback: {
          by: 'pullRequest',
          approvals: rule({ count: 2, from: ['group:default/sre'] }),
        },
      },
      undefined,
      ['It is proposed by a pull request; it takes 2 approvals by sre.'],
    ],
    [
      'a pull request that people merge',
      {
        merge: 'manual',
        rollback: { by: 'pullRequest', approvals: rule({ count: 1 }) },
      },
      undefined,
      [
        'It is proposed by a pull request, merged by a person; it takes 1 approval.',
      ],
    ],
    [
      'a rejection in the same act',
      {},
      '1.1.0',
      [
        'It is proposed by a pull request; no approval is needed.',
        '1.1.0 is rejected: it is promoted nowhere until that is cleared.',
      ],
    ],
  ])('%s', (_, changes, rejects, sentences) => {
    expect(consequencesOf(policy(changes), rejects)).toEqual([
      held,
      ...sentences,
    ]);
  });
});
