import { Alarm } from './Alarm';

/** Longer than any test may take: only a ring can end such a sleep. */
const FOREVER = 2 ** 30;

describe('Alarm', () => {
  it('is woken by a ring', async () => {
    const alarm = new Alarm();
    const slept = alarm.sleep(FOREVER, new AbortController().signal);
    alarm.ring();
    await expect(slept).resolves.toBeUndefined();
  });

  it('keeps a ring for the next sleeper, once', async () => {
    const alarm = new Alarm();
    alarm.ring();
    alarm.ring();
    await alarm.sleep(FOREVER, new AbortController().signal);
    let woken = false;
    const second = alarm
      .sleep(FOREVER, new AbortController().signal)
      .then(() => (woken = true));
    await Promise.resolve();
    expect(woken).toBe(false);
    alarm.ring();
    await second;
  });

  it('ends with the signal', async () => {
    const controller = new AbortController();
    const slept = new Alarm().sleep(FOREVER, controller.signal);
    controller.abort();
    await expect(slept).resolves.toBeUndefined();
  });
});
