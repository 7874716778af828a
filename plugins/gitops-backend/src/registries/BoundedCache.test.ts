import fc from 'fast-check';
import { BoundedCache } from './BoundedCache';

describe('BoundedCache', () => {
  it('drops what was not used for longest', () => {
    const cache = new BoundedCache<number>(2);
    cache.set('a', 1);
    cache.set('b', 2);
    cache.get('a');
    cache.set('c', 3);
    expect(['a', 'b', 'c'].map(key => cache.get(key))).toEqual([
      1,
      undefined,
      3,
    ]);
  });

  it('never keeps more than its limit, and always what was just set', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            key: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
            weight: fc.integer({ min: 1, max: 10 }),
          }),
        ),
        changes => {
          const cache = new BoundedCache<number>(10, weight => weight);
          for (const { key, weight } of changes) {
            cache.set(key, weight);
            const kept = ['a', 'b', 'c', 'd', 'e'].flatMap(
              one => cache.get(one) ?? [],
            );
            expect(kept.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(
              10,
            );
            expect(cache.get(key)).toBe(weight);
          }
        },
      ),
    );
  });
});
