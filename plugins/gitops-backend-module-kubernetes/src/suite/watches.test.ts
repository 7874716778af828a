import { describeOnCluster, useWorld } from '../__testUtils__/useWorld';
import { drifted, type EngineWorld } from '../__testUtils__/EngineWorld';
import { isWatch, statusAnswer } from '@backstage-gitops/engine-contract';
import { configMap } from '../__testUtils__/manifests';

const SETTINGS = configMap('settings', { color: 'blue' });
const FLAGS = configMap('flags', { a: 'on' });

const lists = (world: EngineWorld) =>
  world.transport.sent.filter(request => request.includes('?limit='));

const watches = (world: EngineWorld) =>
  world.transport.sent.filter(request => request.includes('watch=true'));

const streamOf = (...events: object[]) =>
  new Response(events.map(event => `${JSON.stringify(event)}\n`).join(''), {
    headers: { 'content-type': 'application/json' },
  });

const EXPIRED = {
  kind: 'Status',
  apiVersion: 'v1',
  status: 'Failure',
  message: 'too old resource version: 1 (268)',
  reason: 'Expired',
  code: 410,
};

async function synced(world: EngineWorld, yaml: string) {
  const desired = world.desired(yaml);
  await world.sync(desired);
  await world.eventually(
    'its watches are open',
    () => world.transport.watching > 0,
  );
  return desired;
}

/** Cuts all watches, lets nobody open one, and does something meanwhile. */
async function whileCut(world: EngineWorld, act: () => Promise<unknown>) {
  const lift = world.transport.fail(request => {
    if (isWatch(request)) throw new Error('connect ECONNREFUSED');
    return undefined;
  });
  expect(world.transport.cutWatches()).toBeGreaterThan(0);
  await act();
  lift();
}

describeOnCluster('a watch', () => {
  const world = useWorld();

  it('that breaks goes on where it was: what happened meanwhile is seen, and nothing is listed again', async () => {
    const desired = await synced(world(), `${SETTINGS}---${FLAGS}`);
    const before = lists(world()).length;
    await whileCut(world(), async () => {
      await world().kubectl('delete', 'configmap/flags');
      await world().kubectl(
        'patch',
        'configmap/settings',
        '-p',
        '{"data":{"color":"red"}}',
      );
    });
    const objects = await world().until(desired, 'both are seen', seen => {
      world().clock.advance(1_000);
      return (
        seen.some(({ sync }) => sync === 'Drifted') &&
        seen.some(({ sync }) => sync === 'Missing')
      );
    });
    expect(objects.map(({ name, sync }) => [name, sync])).toEqual([
      ['settings', 'Drifted'],
      ['flags', 'Missing'],
    ]);
    expect(lists(world())).toHaveLength(before);
  });

  it('that breaks is as good as before once it is open again, however quiet it is', async () => {
    const desired = await synced(world(), SETTINGS);
    const before = watches(world()).length;
    world().transport.cutWatches();
    await world().eventually('it is open again', () => {
      world().clock.advance(1_000);
      return watches(world()).length > before && world().transport.watching > 0;
    });
    // Long enough for a broken one to be taken for old.
    world().clock.advance(600_000);
    expect(await world().observe(desired)).toEqual(
      expect.objectContaining({
        status: 'observed',
        objects: [expect.objectContaining({ sync: 'Synced' })],
      }),
    );
  });

  it.each<[string, () => Response]>([
    [
      'in the stream, as servers do',
      () => streamOf({ type: 'ERROR', object: EXPIRED }),
    ],
    ['as the answer, as proxies do', () => statusAnswer(410, EXPIRED.message)],
  ])(
    'that is told 410 lists again, and misses nothing: %s',
    async (_, expired) => {
      const desired = await synced(world(), `${SETTINGS}---${FLAGS}`);
      const before = lists(world()).length;
      let told = 0;
      const lift = world().transport.fail(request => {
        if (!isWatch(request)) return undefined;
        told += 1;
        if (told === 1) return expired();
        throw new Error('connect ECONNREFUSED');
      });
      world().transport.cutWatches();
      await world().kubectl('delete', 'configmap/flags');
      await world().kubectl(
        'patch',
        'configmap/settings',
        '-p',
        '{"data":{"color":"red"}}',
      );
      await world().until(desired, 'both are seen', seen => {
        world().clock.advance(1_000);
        return (
          seen.some(({ sync }) => sync === 'Drifted') &&
          seen.some(({ sync }) => sync === 'Missing')
        );
      });
      expect(lists(world())).toHaveLength(before + 1);
      lift();
    },
  );

  it('whose list expires between two pages lists from the beginning', async () => {
    let told = 0;
    world().transport.answerWith(
      ({ path }) =>
        path.includes('/configmaps?limit=') &&
        !path.includes('continue=') &&
        told === 0,
      body => body.replace('"metadata":{', '"metadata":{"continue":"next",'),
    );
    world().transport.fail(({ path }) => {
      if (!path.includes('continue=')) return undefined;
      told += 1;
      return statusAnswer(410, 'The provided continue parameter is too old');
    });
    await world().kubectlApply(SETTINGS);
    const desired = world().desired(SETTINGS);
    const [seen] = await world().until(desired, 'it is seen', ([{ sync }]) => {
      world().clock.advance(1_000);
      return sync === 'Synced';
    });
    expect(seen.name).toBe('settings');
    expect(told).toBe(1);
  });

  it('that ends without a word lists again, and asks less and less often', async () => {
    const desired = await synced(world(), SETTINGS);
    const lift = world().transport.fail(request =>
      isWatch(request) ? streamOf() : undefined,
    );
    world().transport.cutWatches();
    const before = lists(world()).length;
    for (let seconds = 0; seconds < 60; seconds += 1) {
      await world().eventually(
        'it waits',
        () => world().clock.waits.length > 0,
      );
      world().clock.advance(1_000);
    }
    const attempts = lists(world()).length - before;
    expect(attempts).toBeGreaterThan(1);
    expect(attempts).toBeLessThan(12);
    // A server that was set back to an older state has older versions too.
    await world().kubectl(
      'patch',
      'configmap/settings',
      '-p',
      '{"data":{"color":"red"}}',
    );
    await world().until(desired, 'it is seen', ([{ sync }]) => {
      world().clock.advance(1_000);
      return sync === 'Drifted';
    });
    lift();
  });

  it('never takes an older state for news', async () => {
    const desired = await synced(world(), SETTINGS);
    await world().kubectl(
      'patch',
      'configmap/settings',
      '-p',
      '{"data":{"color":"red"}}',
    );
    await world().until(
      desired,
      'it drifts',
      ([{ sync }]) => sync === 'Drifted',
    );
    const from = watches(world()).at(-1);
    const before = watches(world()).length;
    world().transport.cutWatches();
    await world().eventually('it is open again', () => {
      world().clock.advance(1_000);
      return watches(world()).length > before;
    });
    const versionOf = (request = '') =>
      Number(new URLSearchParams(request.split('?')[1]).get('resourceVersion'));
    expect(versionOf(watches(world()).at(-1))).toBeGreaterThan(versionOf(from));
  });

  it('that brings a status costs no comparison and no request', async () => {
    // A kind whose status no controller of the server writes.
    const desired = await synced(
      world(),
      `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web }
spec:
  ingressClassName: of-nobody
  defaultBackend: { service: { name: web, port: { number: 80 } } }
`,
    );
    const [before] = await world().until(
      desired,
      'it is synced',
      ([{ sync }]) => sync === 'Synced',
    );
    const path = world().path(
      'apis/networking.k8s.io/v1',
      'ingresses',
      'web',
      'status',
    );
    const sent = [...world().transport.sent];
    let last = before;
    for (const [manager, ip] of [
      ['one-controller', '192.0.2.1'],
      ['one-controller', '192.0.2.2'],
      ['another-controller', '192.0.2.3'],
      ['another-controller', '192.0.2.4'],
    ]) {
      const { changes } = world();
      await world().patchAs(manager, path, {
        status: { loadBalancer: { ingress: [{ ip }] } },
      });
      await world().eventually('it is heard', () => world().changes > changes);
      const { resourceVersion } = last;
      [last] = await world().until(
        desired,
        'it is seen',
        ([object]) => object.resourceVersion !== resourceVersion,
      );
      // The very same verdict, not an equal one.
      expect(last.fields).toBe(before.fields);
    }
    expect(world().transport.sent).toEqual(sent);
    expect(drifted([last])).toEqual([]);
  });
});
