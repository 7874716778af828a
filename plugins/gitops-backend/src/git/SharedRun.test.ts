import { SharedRun } from './SharedRun';

describe('SharedRun', () => {
  it('runs once more for all who ask while a run goes on', async () => {
    const ends: Array<() => void> = [];
    const look = new SharedRun(
      () => new Promise<void>(resolve => ends.push(resolve)),
    );
    const first = look.join();
    await Promise.resolve();
    await new Promise(setImmediate);
    const others = [look.join(), look.join(), look.join()];
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
    const look = new SharedRun(async () => {
      runs += 1;
      if (runs === 1) throw new Error('away');
    });
    const outcomes = await Promise.allSettled([look.join(), look.join()]);
    expect(outcomes.map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
    ]);
    await look.join();
    expect(runs).toBe(2);
  });

  it('runs once for all who need what is there since one moment', async () => {
    let runs = 0;
    const look = new SharedRun(async () => {
      runs += 1;
    });
    const since = performance.now();
    await look.join(since);
    await look.join(since);
    expect(runs).toBe(1);
  });
});
