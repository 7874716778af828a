import { Slots } from './Slots';

it('lets as many work as there are slots, in the order they came', async () => {
  const slots = new Slots(2);
  const begun: number[] = [];
  const finish: Array<() => void> = [];
  const all = [0, 1, 2, 3].map(index =>
    slots.run(
      () =>
        new Promise<void>(resolve => {
          begun.push(index);
          finish[index] = resolve;
        }),
      undefined,
    ),
  );
  await Promise.resolve();
  expect(begun).toEqual([0, 1]);
  finish[1]();
  await all[1];
  await new Promise(setImmediate);
  expect(begun).toEqual([0, 1, 2]);
  finish[0]();
  finish[2]();
  await all[2];
  await new Promise(setImmediate);
  finish[3]();
  await Promise.all(all);
  expect(begun).toEqual([0, 1, 2, 3]);
});

it('gives the place of one that gave up, or failed, to the next', async () => {
  const slots = new Slots(1);
  const controller = new AbortController();
  const first = slots.run(() => Promise.reject(new Error('no')), undefined);
  const second = slots.run(async () => 'second', controller.signal);
  const third = slots.run(async () => 'third', undefined);
  controller.abort(new Error('gave up'));
  await expect(first).rejects.toThrow('no');
  await expect(second).rejects.toThrow('gave up');
  expect(await third).toBe('third');
});
