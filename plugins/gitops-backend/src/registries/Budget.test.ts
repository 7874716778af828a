import fc from 'fast-check';
import { Budget } from './Budget';

const grant = (budget: Budget, now: number): number => {
  const turn = budget.take(now, Infinity);
  if (turn.status === 'refused') throw new Error('refused');
  return turn.at;
};

describe('Budget', () => {
  it('lets a burst go at once, and then goes at an even pace', () => {
    const budget = new Budget(60);
    const turns = Array.from({ length: 13 }, () => grant(budget, 1_000_000));
    expect(turns.map(at => at - 1_000_000)).toEqual([
      ...Array<number>(10).fill(0),
      1_000,
      2_000,
      3_000,
    ]);
  });

  it('says when to ask again where nobody waits so long, and takes nothing then', () => {
    const budget = new Budget(6);
    expect(budget.take(0, 0)).toEqual({ status: 'granted', at: 0 });
    const refused = { status: 'refused', askAgainAt: 10_000 };
    expect(budget.take(0, 5_000)).toEqual(refused);
    expect(budget.take(0, 5_000)).toEqual(refused);
    expect(budget.take(10_000, 0)).toEqual({ status: 'granted', at: 10_000 });
  });

  it('rests, and for no shorter than it was told once', () => {
    const budget = new Budget(600);
    budget.rest(30_000);
    budget.rest(20_000);
    expect(grant(budget, 0)).toBe(30_000);
  });

  it('grants within any time no more than a burst and what an even pace gives', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_200 }),
        fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 2 }),
        (perMinute, pauses) => {
          const budget = new Budget(perMinute);
          const burst = Math.max(Math.floor(perMinute / 6), 1);
          let now = 1_000_000;
          const turns = pauses.map(pause => {
            now += pause;
            return grant(budget, now);
          });
          for (let from = 0; from < turns.length; from += 1) {
            for (let to = from; to < turns.length; to += 1) {
              const evenly = ((turns[to] - turns[from]) * perMinute) / 60_000;
              // A thousandth for what floating point numbers lose.
              expect(to - from + 1).toBeLessThanOrEqual(burst + evenly + 0.001);
            }
          }
        },
      ),
    );
  });
});
