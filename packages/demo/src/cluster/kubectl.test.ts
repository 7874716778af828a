import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findTool } from '../tools/findTool';
import { runTool } from '../tools/runTool';
import { SimulatedCluster } from './SimulatedCluster';

const PLATFORM = `${process.platform}/${process.arch}`;
const describeWhere = PLATFORM === 'linux/x64' ? describe : describe.skip;

const deployment = (image: string, replicas: number) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, labels: { app: web } }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: ${image}
          env: [{ name: LEVEL, value: info }]
`;
const IMAGE = 'registry.example.com/shop/web';
const FIRST = deployment(`${IMAGE}:1`, 2);

const DEFINITION = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: gauges.example.com }
spec:
  group: example.com
  scope: Namespaced
  names: { plural: gauges, kind: Gauge, shortNames: [ga] }
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              properties:
                level: { type: integer, maximum: 10 }
                unit: { type: string, default: bar }
      additionalPrinterColumns:
        - { name: Level, type: integer, jsonPath: .spec.level }
`;
const gauge = (spec: string) => `
apiVersion: example.com/v1
kind: Gauge
metadata: { name: boiler }
spec: ${spec}
`;

describeWhere(
  `kubectl on the simulated cluster (packaged for linux/x64, here ${PLATFORM})`,
  () => {
    let home: string;
    let kubectl: string;
    let cluster: SimulatedCluster;
    let count = 0;

    beforeAll(async () => {
      home = await mkdtemp(join(tmpdir(), 'kubectl-'));
      const found = await findTool('kubectl', {
        cacheFolder: join(tmpdir(), 'backstage-gitops-tools'),
        path: '',
      });
      if (found.status === 'missing') throw new Error(found.reason);
      kubectl = found.path;
      cluster = await SimulatedCluster.start({
        accounts: [
          { name: 'ada', token: 'ada-token', role: 'admin' },
          { name: 'eve', token: 'eve-token', role: 'view' },
        ],
        pace: { podReadyAfterMs: 20, progressDeadlineMs: 1_000 },
      });
      for (const account of ['ada', 'eve']) {
        await writeFile(join(home, account), cluster.kubeconfig(account));
      }
    }, 60_000);

    afterAll(async () => {
      await cluster.stop();
      await rm(home, { recursive: true, force: true });
    });

    const run = async (
      command: string,
      options: { stdin?: string; as?: string; editor?: string } = {},
    ) => {
      const { exitCode, stdout, stderr } = await runTool(
        '/bin/sh',
        ['-c', `kubectl ${command}`],
        {
          env: {
            HOME: home,
            KUBECONFIG: join(home, options.as ?? 'ada'),
            PATH: `${dirname(kubectl)}:${process.env.PATH ?? ''}`,
            KUBE_EDITOR: options.editor ?? 'true',
          },
          stdin: options.stdin,
          timeoutMs: 30_000,
        },
      );
      return { exitCode, output: `${stdout}${stderr}`.trim() };
    };

    const freshNamespace = async () => {
      count += 1;
      const name = `try-${count}`;
      await run(`create namespace ${name}`);
      return name;
    };

    it.each<[what: string, command: string, exitCode: number, output: RegExp]>([
      ['the version says what it is', 'version', 0, /\+simulated/],
      [
        'get as a table',
        'get deployments',
        0,
        /NAME +READY +UP-TO-DATE[^]*web/,
      ],
      [
        'get as YAML',
        'get deployment web -o yaml',
        0,
        /progressDeadlineSeconds: 600/,
      ],
      [
        'get all',
        'get all',
        0,
        /pod\/web[^]*deployment.apps\/web[^]*replicaset.apps\/web/,
      ],
      ['get by label', 'get pods -l app=other', 0, /No resources found/],
      ['get of nothing', 'get deployment none', 1, /NotFound/],
      ['describe', 'describe deployment web', 0, /Replicas: +2 desired/],
      ['explain', 'explain deployment.spec.replicas', 0, /KIND: +Deployment/],
      [
        'set image',
        `set image deployment/web web=${IMAGE}:2`,
        0,
        /image updated/,
      ],
      ['set env', 'set env deployment/web DEBUG=1', 0, /env updated/],
      ['scale', 'scale deployment/web --replicas=3', 0, /scaled/],
      [
        'autoscale',
        'autoscale deployment/web --min=3 --max=4',
        0,
        /autoscaled/,
      ],
      ['expose', 'expose deployment/web --port=80', 0, /service\/web exposed/],
      ['label', 'label deployment web team=a', 0, /labeled/],
      ['annotate', 'annotate deployment web a/b=c', 0, /annotated/],
      [
        'JSON patch',
        `patch deployment web --type=json -p '[{"op":"replace","path":"/spec/replicas","value":1}]'`,
        0,
        /patched/,
      ],
      [
        'merge patch',
        `patch deployment web --type=merge -p '{"spec":{"paused":true}}'`,
        0,
        /patched/,
      ],
      [
        'strategic patch',
        `patch deployment web -p '{"spec":{"template":{"spec":{"containers":[{"name":"web","tty":true}]}}}}'`,
        0,
        /patched/,
      ],
      [
        'rollout status',
        'rollout status deployment/web --timeout=20s',
        0,
        /successfully rolled out/,
      ],
      ['rollout restart', 'rollout restart deployment/web', 0, /restarted/],
      ['rollout history', 'rollout history deployment/web', 0, /REVISION[^]*1/],
      [
        'wait',
        'wait --for=condition=Available deployment/web --timeout=20s',
        0,
        /condition met/,
      ],
      ['auth can-i', 'auth can-i delete pods', 0, /yes/],
      ['auth whoami', 'auth whoami', 0, /ada/],
      [
        'create configmap',
        'create configmap c --from-literal=a=b',
        0,
        /created/,
      ],
      [
        'create secret',
        'create secret generic s --from-literal=a=b',
        0,
        /created/,
      ],
      ['create job', 'create job j --image=a:1', 0, /created/],
      ['create role', 'create role r --verb=get --resource=pods', 0, /created/],
      [
        'dry run',
        'delete deployment web --dry-run=server',
        0,
        /server dry run/,
      ],
      ['delete', 'delete deployment web --timeout=20s', 0, /deleted/],
      [
        'api-resources',
        'api-resources --api-group=apps',
        0,
        /deployments +deploy/,
      ],
    ])('%s', async (_, command, exitCode, output) => {
      const namespace = await freshNamespace();
      await run(`-n ${namespace} apply -f -`, { stdin: FIRST });
      await run(`-n ${namespace} rollout status deployment/web --timeout=20s`);
      const result = await run(`-n ${namespace} ${command}`);
      expect(result.output).toMatch(output);
      expect(result.exitCode).toBe(exitCode);
    });

    it('applies from the client, and again without a change', async () => {
      const namespace = await freshNamespace();
      const apply = (stdin: string) =>
        run(`-n ${namespace} apply -f -`, { stdin });
      expect((await apply(FIRST)).output).toMatch(/created/);
      expect((await apply(FIRST)).output).toMatch(/unchanged/);
      const changed = deployment(`${IMAGE}:2`, 2);
      expect((await apply(changed)).output).toMatch(/configured/);
      const image = await run(
        `-n ${namespace} get deployment web -o jsonpath='{.spec.template.spec.containers[0].image}'`,
      );
      expect(image.output).toBe(`${IMAGE}:2`);
    });

    it('applies on the server, and names who it conflicts with', async () => {
      const namespace = await freshNamespace();
      const apply = (flags: string, stdin: string) =>
        run(`-n ${namespace} apply --server-side ${flags} -f -`, { stdin });
      await apply('--field-manager=gitops', FIRST);
      await run(`-n ${namespace} scale deployment/web --replicas=5`);
      const refused = await apply('--field-manager=gitops', FIRST);
      expect(refused.output).toMatch(
        /conflict with "kubectl" with subresource "scale" using apps\/v1: .spec.replicas/,
      );
      expect(refused.exitCode).toBe(1);
      const forced = await apply(
        '--field-manager=gitops --force-conflicts',
        FIRST,
      );
      expect(forced.exitCode).toBe(0);
    });

    it('shows a difference on the server, and none where there is none', async () => {
      const namespace = await freshNamespace();
      await run(`-n ${namespace} apply --server-side -f -`, { stdin: FIRST });
      const diff = (stdin: string) =>
        run(`-n ${namespace} diff --server-side -f -`, { stdin });
      expect(await diff(FIRST)).toEqual({ exitCode: 0, output: '' });
      const other = await diff(deployment(`${IMAGE}:9`, 2));
      expect(other.exitCode).toBe(1);
      expect(other.output).toMatch(/-\s+image: \S+web:1\n\+\s+image: \S+web:9/);
    });

    it('edits', async () => {
      const namespace = await freshNamespace();
      await run(`-n ${namespace} apply -f -`, { stdin: FIRST });
      const edited = await run(`-n ${namespace} edit deployment web`, {
        editor: 'sed -i -e "s/replicas: 2/replicas: 4/"',
      });
      expect(edited.output).toMatch(/edited/);
      const managers = await run(
        `-n ${namespace} get deployment web -o jsonpath='{.spec.replicas} {.metadata.managedFields[*].manager}' --show-managed-fields`,
      );
      expect(managers.output).toMatch(/^4 .*kubectl-edit/);
    });

    it('gives a rollout up whose image cannot be pulled, and undoes it', async () => {
      const namespace = await freshNamespace();
      const apply = (stdin: string) =>
        run(`-n ${namespace} apply -f -`, { stdin });
      await apply(FIRST);
      await run(`-n ${namespace} rollout status deployment/web --timeout=20s`);
      await apply(deployment(`${IMAGE}:2-broken`, 2));
      const status = await run(
        `-n ${namespace} rollout status deployment/web --timeout=20s`,
      );
      expect(status.output).toMatch(/exceeded its progress deadline/);
      expect(status.exitCode).toBe(1);
      await run(`-n ${namespace} rollout undo deployment/web`);
      const after = await run(
        `-n ${namespace} rollout status deployment/web --timeout=20s`,
      );
      expect(after.output).toMatch(/successfully rolled out/);
    });

    it('refuses unknown fields as it is told to', async () => {
      const namespace = await freshNamespace();
      const wrong = FIRST.replace('replicas:', 'replica:');
      const strict = await run(`-n ${namespace} apply -f -`, { stdin: wrong });
      expect(strict.output).toMatch(/unknown field "spec.replica"/);
      expect(strict.exitCode).toBe(1);
      const warned = await run(`-n ${namespace} apply --validate=warn -f -`, {
        stdin: wrong,
      });
      expect(warned.output).toMatch(/Warning: unknown field "spec.replica"/);
      expect(warned.exitCode).toBe(0);
    });

    it('serves a kind as soon as it is defined, with its schema', async () => {
      const namespace = await freshNamespace();
      await run('apply -f -', { stdin: DEFINITION });
      const apply = (stdin: string) =>
        run(`-n ${namespace} apply -f -`, { stdin });
      expect((await apply(gauge('{ level: 11 }'))).output).toMatch(
        /should be less than or equal to 10/,
      );
      expect((await apply(gauge('{ level: 3 }'))).output).toMatch(/created/);
      const table = await run(`-n ${namespace} get ga`);
      expect(table.output).toMatch(/NAME +LEVEL\nboiler +3/);
      const unit = await run(
        `-n ${namespace} get gauge boiler -o jsonpath='{.spec.unit}'`,
      );
      expect(unit.output).toBe('bar');
    });

    it('lets a reader read, but neither write nor see secrets', async () => {
      const namespace = await freshNamespace();
      await run(`-n ${namespace} apply -f -`, { stdin: FIRST });
      const as = { as: 'eve' };
      expect((await run(`-n ${namespace} get deployments`, as)).exitCode).toBe(
        0,
      );
      expect(
        (await run(`-n ${namespace} delete deployment web`, as)).output,
      ).toMatch(
        /deployments.apps "web" is forbidden: User "eve" cannot delete resource "deployments" in API group "apps"/,
      );
      expect((await run(`-n ${namespace} get secrets`, as)).output).toMatch(
        /secrets is forbidden/,
      );
    });

    it('empties and removes a namespace', async () => {
      const namespace = await freshNamespace();
      await run(`-n ${namespace} apply -f -`, { stdin: FIRST });
      const deleted = await run(`delete namespace ${namespace} --timeout=20s`);
      expect(deleted.output).toMatch(/deleted/);
      expect((await run(`get namespace ${namespace}`)).output).toMatch(
        /NotFound/,
      );
    });
  },
);
