import type { Context } from './Context';
import { HookReceiver } from './HookReceiver';
import type { HookKind } from './HostWorld';
import { until } from './until';

const SECRET = 'the first secret of this webhook';
const OTHER = 'another secret of this webhook';

/** Of a host that tells what happens: to a real receiver, over HTTP. */
export function describeWebhooks(context: Context): void {
  let receiver: HookReceiver;

  beforeEach(async () => {
    receiver = await HookReceiver.start();
  });

  afterEach(() => receiver.stop());

  const ensure = (secret = SECRET) =>
    context.host.ensureWebhook?.({
      repository: context.repository,
      url: receiver.url,
      secret,
    });

  /** What came of a kind, once anything did. */
  const received = (kind: HookKind) =>
    until(async () => {
      const hooks = receiver.received.filter(
        one => context.webhooks.kindOf(one) === kind,
      );
      return hooks.length > 0 ? hooks : undefined;
    });

  it('tells of what happens, and proves that it is the host', async () => {
    const { world, webhooks } = context;
    await ensure();
    const { number, headCommit } = await context.open('dev');
    await world.review('ravi', number, 'approved');
    await context.report(headCommit, 'gitops', 'pending');
    for (const kind of ['push', 'pullRequest', 'review', 'status'] as const) {
      for (const hook of await received(kind)) {
        expect(webhooks.isProven(hook, SECRET)).toBe(true);
        expect(webhooks.isProven(hook, OTHER)).toBe(false);
        expect(() => JSON.parse(hook.body.toString())).not.toThrow();
      }
    }
  });

  it('has one webhook for one address, however often it is asked for', async () => {
    await Promise.all([ensure(), ensure()]);
    await ensure();
    const urls = await context.webhooks.urls();
    expect(urls.filter(one => one === receiver.url)).toHaveLength(1);
  });

  it('keeps the webhooks of others', async () => {
    await ensure();
    const other = await HookReceiver.start();
    try {
      await context.host.ensureWebhook?.({
        repository: context.repository,
        url: other.url,
        secret: OTHER,
      });
      expect(await context.webhooks.urls()).toEqual(
        expect.arrayContaining([receiver.url, other.url]),
      );
    } finally {
      await other.stop();
    }
  });

  it('proves itself by the newest secret', async () => {
    const { world, webhooks } = context;
    await ensure();
    await ensure(OTHER);
    await world.push('ana', 'dev', { 'dev.yaml': 'a: 1\n' });
    for (const hook of await received('push')) {
      expect(webhooks.isProven(hook, OTHER)).toBe(true);
      expect(webhooks.isProven(hook, SECRET)).toBe(false);
    }
  });

  it('tells the same again under the same name, in whatever order', async () => {
    const { world, webhooks } = context;
    await ensure();
    await world.push('ana', 'dev', { 'dev.yaml': 'a: 1\n' });
    await world.push('ana', 'dev', { 'dev.yaml': 'a: 2\n' });
    const pushes = await until(async () => {
      const found = await received('push');
      return found.length >= 2 ? found : undefined;
    });
    await webhooks.redeliver();
    const both = await until(async () => {
      const found = await received('push');
      return found.length >= 2 * pushes.length ? found : undefined;
    });
    const again = both.slice(pushes.length);
    const ids = pushes.map(one => webhooks.idOf(one));
    expect(new Set(ids).size).toBe(pushes.length);
    expect(again.map(one => webhooks.idOf(one))).toEqual([...ids].reverse());
    for (const hook of again) {
      expect(webhooks.isProven(hook, SECRET)).toBe(true);
    }
  });
}
