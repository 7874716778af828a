import { planRolling, resolveCount } from './rollingPlan';

const set = (replicas: number, available = replicas) => ({
  replicas,
  available,
});

describe('resolveCount', () => {
  it.each([
    [2, 10, 'up' as const, 2],
    ['25%', 2, 'up' as const, 1],
    ['25%', 2, 'down' as const, 0],
    ['50%', 5, 'up' as const, 3],
    ['50%', 5, 'down' as const, 2],
    [undefined, 5, 'up' as const, 0],
  ])('%s of %d, rounded %s, is %d', (value, desired, round, count) => {
    expect(resolveCount(value, desired, round)).toBe(count);
  });
});

describe('planRolling', () => {
  it.each([
    ['begins by one more', set(0), [set(2)], { current: 1, old: [2] }],
    [
      'lets an old one go when a new one is available',
      set(1),
      [set(2)],
      { current: 1, old: [1] },
    ],
    [
      'lets unavailable old ones go first',
      set(0),
      [set(1, 0), set(2)],
      { current: 0, old: [0, 2] },
    ],
    ['is done', set(2), [set(0)], { current: 2, old: [0] }],
    ['shrinks at once', set(5), [], { current: 2, old: [] }],
  ])('%s', (_, current, old, plan) => {
    const limits = { desired: 2, surge: 1, unavailable: 0 };
    expect(planRolling(current, old, limits)).toEqual(plan);
  });

  const limits = [1, 2, 3, 5, 8].flatMap(desired =>
    [0, 1, 3].flatMap(surge =>
      [0, 1, 4]
        .filter(unavailable => surge + unavailable > 0)
        .map(unavailable => ({ desired, surge, unavailable })),
    ),
  );

  it.each(limits)(
    'ends with the new ReplicaSet alone and keeps to its limits: %j',
    given => {
      const { desired, surge, unavailable } = given;
      let current = 0;
      let old = desired;
      for (let step = 0; step < 4 * desired + 4; step += 1) {
        const plan = planRolling(set(current), [set(old)], given);
        current = plan.current;
        old = plan.old[0] ?? 0;
        expect(current + old).toBeLessThanOrEqual(desired + surge);
        expect(current + old).toBeGreaterThanOrEqual(desired - unavailable);
      }
      expect({ current, old }).toEqual({ current: desired, old: 0 });
    },
  );
});
