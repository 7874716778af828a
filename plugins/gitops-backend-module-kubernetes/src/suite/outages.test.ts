import { describeOnCluster, useWorld } from '../__testUtils__/useWorld';
import { drifted, type EngineWorld } from '../__testUtils__/EngineWorld';
import { type Fault, statusAnswer } from '@backstage-gitops/engine-contract';
import { configMap, deployment } from '../__testUtils__/manifests';

const APP = `${configMap('settings', { color: 'blue' })}---${deployment(
  'replicas: 2',
)}`;

/** One for ConfigMaps, the inventory among them, and one for Deployments. */
const CACHES = 2;

const FAILING = () =>
  statusAnswer(500, 'Internal error occurred: etcdserver: request timed out');

/** From now on every request fails, and the watches that are open break. */
async function breakDown(world: EngineWorld, fault: Fault) {
  await world.eventually(
    'its watches are open',
    () => world.transport.watching === CACHES,
  );
  const lift = world.transport.fail(fault);
  world.transport.cutWatches();
  await waiting(world);
  return lift;
}

function waiting(world: EngineWorld) {
  return world.eventually(
    'every cache waits',
    () => world.clock.waits.length === CACHES,
  );
}

describeOnCluster('a server that does not answer', () => {
  const world = useWorld();

  it.each<[string, string, number]>([
    ['in seconds', '30', 30_000],
    ['as a date', '', 30_000],
  ])(
    'is asked nothing before the time it gave, by anybody: %s',
    async (_, seconds, period) => {
      const desired = world().desired(APP);
      await world().sync(desired);
      const until = world().clock.now() + 1_000 + period;
      const retryAfter = seconds || new Date(until).toUTCString();
      const lift = await breakDown(
        world(),
        () =>
          new Response('Too many requests, please try again later.\n', {
            status: 429,
            headers: {
              'content-type': 'text/plain',
              'retry-after': retryAfter,
            },
          }),
      );
      // Broken connections are opened again soon, and only then it is told.
      world().clock.advance(1_000);
      await world().eventually(
        'every cache waits for as long as it was told',
        () =>
          world().clock.waits.filter(wait => wait > period - 2_000).length ===
          CACHES,
      );
      lift();
      const before = world().transport.sent.length;

      // Neither a comparison nor a write of somebody's.
      const other = world().desired(
        `${APP}---${configMap('other', { a: 'b' })}`.replace('blue', 'red'),
      );
      const seen = await world().observe(other);
      expect(
        seen.status === 'observed' &&
          seen.objects.map(({ name, sync }) => [name, sync]),
      ).toEqual([
        ['settings', 'Unknown'],
        ['web', 'Synced'],
        ['other', 'Unknown'],
      ]);
      const outcome = await world().apply(desired);
      expect(outcome).toEqual(expect.objectContaining({ status: 'failed' }));
      world().clock.advance(period - 5_000);
      await world().observe(other);
      expect(world().transport.sent).toHaveLength(before);

      world().clock.advance(10_000);
      const objects = await world().until(desired, 'all is seen', all => {
        world().clock.advance(1_000);
        return all.every(({ sync }) => sync === 'Synced');
      });
      expect(drifted(objects)).toEqual([]);
      expect(world().transport.sent.length).toBeGreaterThan(before);
    },
  );

  it('is not asked without a pause where it asks for none', async () => {
    await world().sync(world().desired(APP));
    const lift = await breakDown(world(), () =>
      statusAnswer(429, 'Too many requests', { 'retry-after': '0' }),
    );
    const before = world().transport.sent.length;
    for (let seconds = 0; seconds < 60; seconds += 1) {
      await waiting(world());
      world().clock.advance(1_000);
    }
    const attempts = (world().transport.sent.length - before) / CACHES;
    expect(attempts).toBeLessThan(12);
    lift();
  });

  it('is believed for 20 s of 500s, asked now and then, and caught up with', async () => {
    const desired = world().desired(APP);
    await world().sync(desired);
    const lift = await breakDown(world(), FAILING);
    const { sent } = world().transport;
    const before = sent.length;
    for (let seconds = 0; seconds < 20; seconds += 1) {
      await waiting(world());
      const seen = await world().observe(desired);
      expect(seen).toEqual(
        expect.objectContaining({
          status: 'observed',
          objects: [
            expect.objectContaining({ sync: 'Synced' }),
            expect.objectContaining({ sync: 'Synced' }),
          ],
        }),
      );
      // As old as it is.
      expect(seen.status === 'observed' && Date.parse(seen.asOf)).toBeLessThan(
        world().clock.now() - seconds * 1_000 + 1_000,
      );
      world().clock.advance(1_000);
    }
    await waiting(world());
    // Doubled each time from half a second, half as long to half as long again.
    expect(sent.length - before).toBeLessThanOrEqual(CACHES * 7);
    await world().kubectl('scale', 'deployment/web', '--replicas=5');
    lift();
    const objects = await world().until(desired, 'it is seen', all => {
      world().clock.advance(1_000);
      return all.some(({ sync }) => sync === 'Drifted');
    });
    expect(drifted(objects)).toEqual([
      expect.objectContaining({ path: '/spec/replicas', cluster: '5' }),
    ]);
  });

  it('is unknown after a while, and written to by nobody', async () => {
    const desired = world().desired(APP);
    const objects = await world().sync(desired);
    const lift = await breakDown(world(), FAILING);
    world().clock.advance(61_000);
    expect(await world().observe(desired)).toEqual({
      status: 'unknown',
      reason: expect.stringMatching(/has not answered for a while/),
    });
    const before = world().transport.sent.filter(one =>
      one.startsWith('PATCH'),
    );
    expect(await world().apply(desired, { objects })).toEqual({
      status: 'failed',
      reason: expect.stringMatching(/cannot be seen/),
      objects: [],
    });
    expect(
      world().transport.sent.filter(one => one.startsWith('PATCH')),
    ).toEqual(before);
    lift();
    await world().until(desired, 'all is seen again', all => {
      world().clock.advance(5_000);
      return all.every(({ sync }) => sync === 'Synced');
    });
  });

  it.each<[string, Fault]>([
    ['500s', FAILING],
    [
      'no connection',
      () => {
        throw new Error('connect ECONNREFUSED');
      },
    ],
    [
      'the page of a proxy',
      () => new Response('<html>Sign in</html>', { status: 200 }),
    ],
    [
      'half an answer',
      () => new Response('{"kind":"ConfigMap","metada', { status: 200 }),
    ],
    [
      'an answer that breaks off',
      () =>
        new Response(
          new ReadableStream({
            pull(controller) {
              controller.error(new Error('ECONNRESET'));
            },
          }),
        ),
    ],
  ])('fails a write that may be tried again: %s', async (_, fault) => {
    const desired = world().desired(APP);
    await world().sync(desired);
    await world().kubectl('scale', 'deployment/web', '--replicas=5');
    const objects = await world().until(desired, 'it drifts', all =>
      all.some(({ sync }) => sync === 'Drifted'),
    );
    const lift = world().transport.fail(request =>
      request.path.includes('/deployments/web') ? fault(request) : undefined,
    );
    const outcome = await world().apply(desired, {
      objects: objects.filter(({ sync }) => sync === 'Drifted'),
    });
    expect(outcome).toEqual({
      status: 'failed',
      reason: expect.anything(),
      objects: [expect.objectContaining({ status: 'failed' })],
    });
    lift();
    await world().restore(desired);
  });

  it.each<[string, Fault]>([
    ['500s', FAILING],
    [
      'no connection',
      () => {
        throw new Error('connect ECONNREFUSED');
      },
    ],
    [
      'the page of a proxy',
      () => new Response('<html>Sign in</html>', { status: 200 }),
    ],
  ])('is unknown from the start, with the reason: %s', async (_, fault) => {
    const lift = world().transport.fail(fault);
    const desired = world().desired(APP);
    expect(await world().observe(desired)).toEqual({
      status: 'unknown',
      reason: expect.stringMatching(/\S/),
    });
    lift();
    await world().until(desired, 'all is seen', objects => {
      world().clock.advance(1_000);
      return objects.every(({ sync }) => sync === 'Missing');
    });
  });

  it('says nothing of the objects that it does answer for: one broken group', async () => {
    world().transport.fail(({ path }) =>
      path.startsWith('/apis/apps/') ? FAILING() : undefined,
    );
    const desired = world().desired(APP);
    const objects = await world().until(desired, 'one is seen', () => true);
    expect(objects.map(({ kind, sync }) => [kind, sync])).toEqual([
      ['ConfigMap', 'Missing'],
      ['Deployment', 'Unknown'],
    ]);
    expect(objects[1].problem).toMatch(/etcdserver: request timed out/);
  });
});
