import { newestOfEach } from './statuses';

type Job = Parameters<typeof newestOfEach>[0][number];

const job = (id: number, status: string, more: Partial<Job> = {}): Job => ({
  id,
  name: 'build',
  // Jobs have more of them than statuses that are reported.
  status: status as Job['status'],
  description: undefined,
  allow_failure: false,
  ...more,
});

describe('newestOfEach', () => {
  it.each([
    ['success', 'success'],
    ['failed', 'failure'],
    ['canceled', 'failure'],
    ['created', 'pending'],
    ['running', 'pending'],
    ['manual', 'pending'],
    ['waiting_for_resource', 'pending'],
    // It did not run, which is not to pass.
    ['skipped', 'pending'],
    ['something_new', 'pending'],
  ])('takes %s for %s', (status, state) => {
    expect(newestOfEach([job(1, status)])).toEqual([
      { context: 'build', state, description: '', isOptional: false },
    ]);
  });

  it('takes the newest of a name, in whichever order they come', () => {
    const newest = [expect.objectContaining({ state: 'failure' })];
    const jobs = [job(1, 'success'), job(2, 'failed')];
    expect(newestOfEach(jobs)).toEqual(newest);
    expect(newestOfEach(jobs.toReversed())).toEqual(newest);
  });

  it('keeps what has another name', () => {
    const gitops = job(2, 'pending', { name: 'gitops', description: 'Waits' });
    expect(newestOfEach([job(1, 'success'), gitops])).toEqual([
      expect.objectContaining({ context: 'build', state: 'success' }),
      expect.objectContaining({ context: 'gitops', description: 'Waits' }),
    ]);
  });

  it('knows what a pipeline passes without', () => {
    expect(newestOfEach([job(1, 'failed', { allow_failure: true })])).toEqual([
      expect.objectContaining({ state: 'failure', isOptional: true }),
    ]);
  });

  it('shortens long descriptions', () => {
    const [{ description }] = newestOfEach([
      job(1, 'success', { description: 'x'.repeat(200) }),
    ]);
    expect(description).toHaveLength(140);
    expect(description.endsWith('…')).toBe(true);
  });
});
