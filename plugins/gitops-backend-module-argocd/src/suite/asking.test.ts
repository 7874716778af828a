import { describeOnCluster, useEach } from '@backstage-gitops/engine-contract';
import type { JsonObject } from '@backstage-gitops/drift';
import { ArgocdWorld } from '../__testUtils__/ArgocdWorld';

jest.setTimeout(120_000);

const HEAD = 'a'.repeat(40);
const EARLIER = 'b'.repeat(40);

const GIT = `
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data: { color: blue }
`;

const status = (revision: string): JsonObject => ({
  sync: {
    status: 'OutOfSync',
    revision,
    comparedTo: { destination: {}, source: { repoURL: 'x' } },
  },
  resources: [
    { version: 'v1', kind: 'ConfigMap', name: 'settings', status: 'OutOfSync' },
    { version: 'v1', kind: 'Service', name: 'web', status: 'OutOfSync' },
  ],
});

const automated = (selfHeal: boolean): JsonObject => ({
  syncPolicy: { automated: { selfHeal } },
});

describeOnCluster('Argo CD is asked', () => {
  const world = useEach(() => ArgocdWorld.start());

  async function ask(
    spec: JsonObject,
    revision: string,
    request: { apply?: string[]; scope?: 'whole' | 'part' } = {},
  ) {
    await world().put(world().application({ spec, status: status(revision) }));
    const { apply = [], scope = 'whole' } = request;
    const outcome = await world().engine.apply(
      world().environment,
      world().desired(GIT, HEAD),
      { apply, prune: [], scope, mayWrite: async () => true },
    );
    expect(outcome).toEqual({ status: 'asked' });
    return world().raw('application/shop');
  }

  const REFRESHED = {
    metadata: { annotations: { 'argocd.argoproj.io/refresh': 'normal' } },
  };

  it('to look at a new commit, where it syncs by itself', async () => {
    const asked = await ask(automated(false), EARLIER);
    expect(asked).toMatchObject(REFRESHED);
    expect(asked.operation).toBeUndefined();
  });

  it('to look at drift, where it heals by itself', async () => {
    const asked = await ask(automated(true), HEAD, { scope: 'part' });
    expect(asked).toMatchObject(REFRESHED);
    expect(asked.operation).toBeUndefined();
  });

  it('to sync the objects that drifted, where it would not', async () => {
    const asked = await ask(automated(false), HEAD, {
      apply: ['/ConfigMap//settings'],
      scope: 'part',
    });
    expect(asked.operation).toEqual({
      initiatedBy: { username: 'gitops' },
      sync: {
        prune: false,
        resources: [{ group: '', kind: 'ConfigMap', name: 'settings' }],
      },
    });
  });

  it('to sync a commit as a whole, where nobody else would', async () => {
    const asked = await ask({}, EARLIER);
    expect(asked.operation).toEqual({
      initiatedBy: { username: 'gitops' },
      sync: { prune: false },
    });
    const seen = await world().until(
      world().desired(GIT, HEAD),
      'it is at work',
      one => one.status === 'observed' && one.busy !== undefined,
    );
    expect(seen).toMatchObject({ busy: 'Argo CD is syncing.' });
  });

  it('nothing by a replica that has lost the cluster', async () => {
    await world().put(world().application({ status: status(EARLIER) }));
    const outcome = await world().engine.apply(
      world().environment,
      world().desired(GIT, HEAD),
      { apply: [], prune: [], scope: 'whole', mayWrite: async () => false },
    );
    expect(outcome.status).toBe('stale');
    expect((await world().raw('application/shop')).operation).toBeUndefined();
  });

  it('to forget what it rendered, and to end what it does', async () => {
    const { engine, environment } = world();
    await world().put(
      world().application({
        status: {
          ...status(HEAD),
          operationState: {
            operation: {},
            phase: 'Running',
            startedAt: '2026-01-01T00:00:00Z',
          },
        },
      }),
    );
    await world().observe(world().desired(GIT, HEAD));
    expect(await engine.control(environment, 'terminate')).toEqual({
      status: 'done',
    });
    expect(await engine.control(environment, 'hardRefresh')).toEqual({
      status: 'done',
    });
    expect(await world().raw('application/shop')).toMatchObject({
      metadata: { annotations: { 'argocd.argoproj.io/refresh': 'hard' } },
      status: { operationState: { phase: 'Terminating' } },
    });
    expect(await engine.control(environment, 'suspend')).toMatchObject({
      status: 'refused',
    });
  });
});
