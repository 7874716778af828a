import { describeOnCluster, useEach } from '@backstage-gitops/engine-contract';
import type {
  EngineObservation,
  ObservedObject,
} from '@backstage-gitops/plugin-gitops-node';
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

const SYNCED = {
  sync: {
    status: 'Synced',
    revision: HEAD,
    comparedTo: { destination: {}, source: { repoURL: 'x' } },
  },
  health: { status: 'Healthy' },
  resources: [
    { version: 'v1', kind: 'ConfigMap', name: 'settings', status: 'Synced' },
  ],
};

function observed(seen: EngineObservation) {
  if (seen.status === 'observed') return seen;
  throw new Error(seen.reason);
}

function words({ kind, name, sync }: ObservedObject) {
  return `${kind} ${name}: ${sync}`;
}

describeOnCluster('what Argo CD has', () => {
  const world = useEach(() => ArgocdWorld.start());

  it('is not known without an Application', async () => {
    expect(await world().observe(world().desired(GIT, HEAD))).toEqual({
      status: 'unknown',
      reason: `No Application of Argo CD deploys envs/production of https://git.example.com/acme/deploy into namespace ${
        world().namespace
      } of cluster test.`,
    });
  });

  it('is found by its place in Git, and seen as soon as it changes', async () => {
    const desired = world().desired(GIT, HEAD);
    await world().observe(desired);
    const before = world().changes;
    await world().put(world().application({ status: SYNCED }));
    const seen = observed(
      await world().until(
        desired,
        'the Application is seen',
        one => one.status === 'observed' && one.behind === undefined,
      ),
    );
    expect(world().changes).toBeGreaterThan(before);
    expect(seen.objects.map(words)).toEqual(['ConfigMap settings: Synced']);
    expect(seen).toMatchObject({
      applied: desired.digest,
      subjects: [{ name: 'shop', sync: 'Synced', health: 'Healthy' }],
    });
    expect(seen.busy).toBeUndefined();
  });

  it('is behind while it was compared with an earlier commit', async () => {
    await world().put(
      world().application({
        status: { ...SYNCED, sync: { ...SYNCED.sync, revision: EARLIER } },
      }),
    );
    const seen = observed(await world().observe(world().desired(GIT, HEAD)));
    expect(seen.behind).toBe('Argo CD has come to bbbbbbb; Git is at aaaaaaa.');
    expect(seen.applied).toBeUndefined();
    const same = {
      ...world().desired(GIT, HEAD),
      holdsAt: async (commit: string) => commit === EARLIER,
    };
    expect(observed(await world().observe(same)).behind).toBeUndefined();
  });

  it('says which field drifted, and who has it', async () => {
    await world().kubectlApply(
      GIT.replace('blue', 'blue'),
      '--server-side',
      '--field-manager=argocd-controller',
    );
    await world().patchAs(
      'kubectl-edit',
      world().path('api/v1', 'configmaps', 'settings'),
      { data: { color: 'red' } },
    );
    await world().put(
      world().application({
        status: {
          ...SYNCED,
          sync: { ...SYNCED.sync, status: 'OutOfSync' },
          resources: [
            {
              version: 'v1',
              kind: 'ConfigMap',
              namespace: world().namespace,
              name: 'settings',
              status: 'OutOfSync',
            },
          ],
        },
      }),
    );
    const seen = observed(await world().observe(world().desired(GIT, HEAD)));
    expect(seen.objects).toMatchObject([
      {
        name: 'settings',
        sync: 'Drifted',
        fields: [
          {
            path: '/data/color',
            git: 'blue',
            cluster: 'red',
            by: [{ manager: 'kubectl-edit' }],
          },
        ],
      },
    ]);
  });

  it('is not known where several Applications deploy it', async () => {
    for (const name of ['one', 'two']) {
      await world().put(world().application({ name, status: SYNCED }));
    }
    expect(await world().observe(world().desired(GIT, HEAD))).toMatchObject({
      status: 'unknown',
      reason: expect.stringMatching(/\/one, .*\/two\. One of them/),
    });
  });

  it('is not that of another cluster', async () => {
    const destination = { name: 'other', namespace: world().namespace };
    await world().put(
      world().application({ spec: { destination }, status: SYNCED }),
    );
    expect(await world().observe(world().desired(GIT, HEAD))).toMatchObject({
      status: 'unknown',
    });
  });
});
