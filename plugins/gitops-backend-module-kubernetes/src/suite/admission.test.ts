import { randomUUID } from 'node:crypto';
import { describeOnCluster, useWorld } from '../__testUtils__/useWorld';
import { drifted, type EngineWorld } from '../__testUtils__/EngineWorld';
import { isWrite } from '@backstage-gitops/engine-contract';
import { configMap } from '../__testUtils__/manifests';
import { enforces } from '@backstage-gitops/engine-contract';

const version = ['v1', 'v1beta1', 'v1alpha1'].find(one =>
  enforces(
    `/apis/admissionregistration.k8s.io/${one}/mutatingadmissionpolicies`,
  ),
);

async function overriddenByPolicy(world: EngineWorld) {
  const name = `gitops-test-${randomUUID().slice(0, 8)}`;
  world.removeAtEnd('mutatingadmissionpolicybinding', name);
  world.removeAtEnd('mutatingadmissionpolicy', name);
  await world.kubectlApply(`
apiVersion: admissionregistration.k8s.io/${version}
kind: MutatingAdmissionPolicy
metadata: { name: ${name} }
spec:
  reinvocationPolicy: Never
  matchConstraints:
    resourceRules:
      - { apiGroups: [''], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [configmaps] }
    namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ${world.namespace} } }
  matchConditions: [{ name: settings, expression: "object.metadata.name == 'settings'" }]
  mutations:
    - patchType: JSONPatch
      jsonPatch:
        expression: '[JSONPatch{op: "add", path: "/data/color", value: "grey"}]'
---
apiVersion: admissionregistration.k8s.io/${version}
kind: MutatingAdmissionPolicyBinding
metadata: { name: ${name} }
spec: { policyName: ${name} }
`);
  const desired = world.desired(configMap('settings', { color: 'blue' }));
  // A policy takes a while to be in force.
  await world.observe(desired);
  await world.restoreUntil(desired, ([object]) =>
    object.fields.some(({ kind }) => kind === 'Overridden'),
  );
  const [seen] = await world.observeAfresh(desired);
  expect(seen.sync).toBe('Synced');
  expect(seen.fields).toContainEqual(
    expect.objectContaining({
      path: '/data/color',
      kind: 'Overridden',
      git: 'blue',
      cluster: 'grey',
    }),
  );
}

describeOnCluster(
  'what a server has otherwise than Git, whatever is applied',
  () => {
    const world = useWorld({ environment: { kinds: ['*'] } });

    it('is Overridden, and no drift: a label that namespaces get from the server', async () => {
      const name = `${world().namespace}-other`;
      world().removeAtEnd('namespace', name);
      const desired = world().desired(`
apiVersion: v1
kind: Namespace
metadata:
  name: ${name}
  labels: { kubernetes.io/metadata.name: mine, team: shop }
`);
      await world().observe(desired);
      expect([await world().apply(desired)]).toEqual([
        expect.objectContaining({ status: 'done' }),
      ]);
      const [seen] = await world().until(
        desired,
        'it is there',
        ([{ sync }]) => sync === 'Synced',
      );
      expect(seen.fields.filter(({ kind }) => kind !== 'NotInGit')).toEqual([
        expect.objectContaining({
          path: '/metadata/labels/kubernetes.io~1metadata.name',
          kind: 'Overridden',
          git: 'mine',
          cluster: name,
        }),
      ]);
      // Restored with something else, it is not fought over.
      await world().kubectl(
        'label',
        'namespace',
        name,
        'team=x',
        '--overwrite',
      );
      await world().until(
        desired,
        'it drifted',
        ([{ sync }]) => sync === 'Drifted',
      );
      const writes: string[] = [];
      world().transport.fail(request => {
        if (isWrite(request) && request.path.includes(`/namespaces/${name}`)) {
          writes.push(request.path);
        }
        return undefined;
      });
      await world().restore(desired);
      expect(writes).toHaveLength(1);
    });

    it("is not Git's to say: what a LimitRange gives to Pods", async () => {
      await world().kubectlApply(`
apiVersion: v1
kind: LimitRange
metadata: { name: defaults }
spec:
  limits:
    - { type: Container, default: { memory: 128Mi }, defaultRequest: { memory: 64Mi } }
`);
      const desired = world().desired(`
apiVersion: v1
kind: Pod
metadata: { name: once }
spec:
  restartPolicy: Never
  automountServiceAccountToken: false
  containers: [{ name: once, image: registry.example.com/once:1 }]
`);
      await world().serviceAccount();
      const objects = await world().sync(desired);
      expect(drifted(objects)).toEqual([]);
    });

    const itEnforced = version === undefined ? it.skip : it;
    itEnforced(
      `is Overridden, and no drift: what a mutating policy writes${
        version === undefined
          ? ' (left out: the server enforces no MutatingAdmissionPolicy)'
          : ''
      }`,
      () => overriddenByPolicy(world()),
    );

    it('is Overridden, and no drift: what any admission writes', async () => {
      const desired = world().desired(configMap('settings', { color: 'blue' }));
      await world().sync(desired);
      await world().kubectlApply(
        configMap('settings', { color: 'grey' }),
        '--server-side',
        '--force-conflicts',
        '--field-manager=admitted',
      );
      // The server's answers to dry runs as they are where a webhook turns the colour back.
      const dryRuns = { count: 0 };
      world().transport.answerWith(
        ({ path }) =>
          path.includes('/configmaps/settings') && path.includes('dryRun=All'),
        body => {
          dryRuns.count += 1;
          return body.replace('"color":"blue"', '"color":"grey"');
        },
      );
      const [seen] = await world().until(
        desired,
        'the change is seen',
        ([{ fields }]) => fields.some(({ path }) => path === '/data/color'),
      );
      expect(seen).toEqual(
        expect.objectContaining({
          sync: 'Synced',
          fields: [
            expect.objectContaining({
              path: '/data/color',
              kind: 'Overridden',
              git: 'blue',
              cluster: 'grey',
            }),
          ],
        }),
      );
      expect(dryRuns.count).toBe(1);
      const outcome = await world().apply(desired, { objects: [seen] });
      expect(outcome).toEqual({
        status: 'done',
        objects: [expect.objectContaining({ status: 'unchanged' })],
      });
    });
  },
);
