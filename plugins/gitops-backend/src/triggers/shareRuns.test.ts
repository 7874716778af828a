import { shareRuns } from './shareRuns';

describe('shareRuns', () => {
  it('runs once more for all who ask while a run goes on', async () => {
    const ends: Array<() => void> = [];
    const look = shareRuns(
      () => new Promise<void>(resolve => ends.push(resolve)),
    );
    const first = look();
    await Promise.resolve();
    await new Promise(setImmediate);
    const others = [look(), look(), look()];
    expect(ends).toHaveLength(1);
    ends[0]();
    await first;
    await new Promise(setImmediate);
    expect(ends).toHaveLength(2);
    ends[1]();
    await Promise.all(others);
    expect(ends).toHaveLength(2);
  });

  it('tells all who share a run that it failed, and runs again', async () => {
    let runs = 0;
    const look = shareRuns(async () => {
      runs += 1;
      if (runs === 1) throw new Error('away');
    });
    const outcomes = await Promise.allSettled([look(), look()]);
    expect(outcomes.map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
    ]);
    await look();
    expect(runs).toBe(2);
  });
});
