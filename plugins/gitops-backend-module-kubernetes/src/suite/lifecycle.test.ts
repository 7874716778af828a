import { describeOnCluster, useWorld } from '../__testUtils__/useWorld';
import { drifted } from '../__testUtils__/EngineWorld';
import { configMap, WEB } from '../__testUtils__/manifests';

describeOnCluster('the life of an object', () => {
  const world = useWorld();

  it('is seen missing, is created, and then does not differ', async () => {
    const desired = world().desired(WEB);
    const before = await world().until(desired, 'all is missing', objects =>
      objects.every(({ sync }) => sync === 'Missing'),
    );
    expect(before).toHaveLength(3);
    expect(drifted(await world().sync(desired))).toEqual([]);
  });

  it('is listed with all of its kind once, and then nothing is asked for', async () => {
    const desired = world().desired(
      ['a', 'b', 'c', 'd']
        .map(name => configMap(name, { key: 'value' }))
        .join('---'),
    );
    const { sent } = world().transport;
    await world().observe(desired);
    expect(
      sent.filter(request => request.includes('/configmaps')).sort(),
    ).toEqual([
      expect.stringMatching(/configmaps\?limit=/),
      expect.stringMatching(/configmaps\?watch=true/),
    ]);
    await world().sync(desired);
    const before = sent.length;
    await world().observe(desired);
    await world().observe(desired);
    expect(sent.slice(before)).toEqual([]);
  });

  it('is written down as applied once, and not again where nothing changes', async () => {
    const desired = world().desired(WEB);
    const { sent } = world().transport;
    const notes = () =>
      sent.filter(request => /^PATCH .*\/gitops-inventory-/.test(request));
    await world().sync(desired);
    const before = notes().length;
    expect(before).toBeGreaterThan(0);
    expect(await world().apply(desired)).toMatchObject({ status: 'done' });
    expect(notes()).toHaveLength(before);
  });

  it('is created again after somebody deleted it', async () => {
    const desired = world().desired(WEB);
    await world().sync(desired);
    await world().kubectl('delete', 'configmap/settings');
    const objects = await world().until(desired, 'it is missing', seen =>
      seen.some(({ sync }) => sync === 'Missing'),
    );
    expect(
      objects
        .filter(({ sync }) => sync === 'Missing')
        .map(({ kind, name }) => `${kind} ${name}`),
    ).toEqual(['ConfigMap settings']);
    await world().restore(desired);
    expect(
      await world().kubectl('get', 'configmap/settings', '-o', 'name'),
    ).toBe('configmap/settings\n');
  });

  it('is orphaned when Git has it no more, and goes where that is asked', async () => {
    await world().sync(world().desired(WEB));
    const fewer = world().desired(WEB.slice(0, WEB.lastIndexOf('---')));
    const objects = await world().until(fewer, 'one is orphaned', seen =>
      seen.some(({ sync }) => sync === 'Orphaned'),
    );
    const orphans = objects.filter(({ sync }) => sync === 'Orphaned');
    expect(orphans.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'ConfigMap settings',
    ]);
    const outcome = await world().apply(fewer, { objects: [], prune: orphans });
    expect([outcome]).toEqual([
      { status: 'done', objects: [expect.anything()] },
    ]);
    await world().until(fewer, 'it is gone', seen =>
      seen.every(({ sync }) => sync === 'Synced'),
    );
  });

  it('is never taken for an orphan while Git has it, even where the platform allows it no more', async () => {
    const desired = world().desired(WEB);
    await world().sync(desired);
    world().environment.kinds = ['Deployment', 'Service'];
    const seen = await world().until(desired, 'it is refused', objects =>
      objects.some(({ sync }) => sync === 'Unknown'),
    );
    expect(seen.map(({ kind, sync }) => [kind, sync])).toEqual([
      ['Deployment', 'Synced'],
      ['Service', 'Synced'],
      ['ConfigMap', 'Unknown'],
    ]);
  });
});
