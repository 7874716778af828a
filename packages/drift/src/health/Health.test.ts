import { HEALTH_ORDER, worstHealth } from './Health';

describe('worstHealth', () => {
  it.each(
    HEALTH_ORDER.flatMap((better, index) =>
      HEALTH_ORDER.slice(index).map(worse => [better, worse] as const),
    ),
  )('of %s and %s is the latter, in either order', (better, worse) => {
    expect(worstHealth([better, worse])).toBe(worse);
    expect(worstHealth([worse, better])).toBe(worse);
  });

  it('is nothing where no object is judged', () => {
    expect(worstHealth([])).toBeUndefined();
  });
});
