import type { DriftedObject, PastHeal } from './facts';
import { judgeHeal } from './healing';

const NOW = '2026-01-01T12:00:00.000Z';

/** A moment so many seconds before now. */
const ago = (seconds: number) =>
  new Date(Date.parse(NOW) - seconds * 1000).toISOString();

const drifted = (managers: string[]): DriftedObject => ({
  id: 'apps/Deployment/shop/web',
  kind: 'Deployment',
  drift: 'changed',
  paths: ['/spec/replicas'],
  managers,
});

const heals = (managers: string[], ...secondsAgo: number[]): PastHeal[] =>
  secondsAgo.map(seconds => ({
    id: 'apps/Deployment/shop/web',
    paths: ['/spec/replicas'],
    managers,
    at: ago(seconds),
  }));

describe('judgeHeal', () => {
  const kubectl = ['kubectl-edit'];
  const operator = ['replica-operator'];

  it.each<[string, string[], PastHeal[], object]>([
    ['the first time', kubectl, [], { status: 'heal' }],
    [
      'the second time, too early',
      kubectl,
      heals(kubectl, 1),
      { status: 'wait', until: ago(-1) },
    ],
    [
      'the second time, after 2 s',
      kubectl,
      heals(kubectl, 2),
      { status: 'heal' },
    ],
    [
      'the third time waits 6 s',
      kubectl,
      heals(kubectl, 3, 10),
      { status: 'wait', until: ago(-3) },
    ],
    [
      'the wait is capped at 5 minutes',
      kubectl,
      heals(kubectl, 100, 390, 680, 970, 1260, 1550),
      { status: 'wait', until: ago(-200) },
    ],
    [
      'a quiet period makes the count begin anew',
      kubectl,
      heals(kubectl, 299, 600, 601, 602, 603, 604, 605),
      { status: 'heal' },
    ],
    [
      'three reverts against a controller',
      operator,
      heals(operator, 20, 30, 40),
      { status: 'fight', opponent: 'replica-operator', heals: 3 },
    ],
    [
      'three reverts against people are no fight',
      kubectl,
      heals(kubectl, 20, 30, 40),
      { status: 'heal' },
    ],
    [
      'six heals within a minute are, whoever it is',
      kubectl,
      heals(kubectl, 20, 30, 40, 45, 50, 55),
      { status: 'fight', opponent: 'kubectl-edit', heals: 6 },
    ],
    [
      'an opponent without a name',
      [],
      heals([], 20, 30, 40, 45, 50, 55),
      {
        status: 'fight',
        opponent: 'someone who left no name in managedFields',
        heals: 6,
      },
    ],
  ])('%s', (_, managers, past, expected) => {
    expect(judgeHeal(drifted(managers), past, NOW)).toEqual(expected);
  });

  it('counts the same fields of the same object only', () => {
    const others: PastHeal[] = [
      ...heals(kubectl, 1).map(heal => ({ ...heal, id: '/Service/shop/web' })),
      ...heals(kubectl, 1).map(heal => ({ ...heal, paths: ['/spec/paused'] })),
    ];
    expect(judgeHeal(drifted(kubectl), others, NOW)).toEqual({
      status: 'heal',
    });
  });
});
