import { writeFile } from 'node:fs/promises';
import { temporaryFolder } from '../__testUtils__/temporaryWorld';
import { SimulatedCluster } from '../cluster/SimulatedCluster';
import { demoFolder, type DemoFolder } from '../world/demoFolder';
import { type DriftKind, driftKinds } from './drift';
import { kubectl } from './kubectl';
import { createProgram } from './program';

jest.setTimeout(60_000);

const MANIFESTS = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: payments }
spec:
  replicas: 2
  selector: { matchLabels: { app: payments } }
  template:
    metadata: { labels: { app: payments } }
    spec: { containers: [{ name: app, image: 'ghcr.io/acme/payments:1.0.0' }] }
---
apiVersion: v1
kind: Service
metadata: { name: payments }
spec: { ports: [{ port: 80 }] }
`;

const container = '{.spec.template.spec.containers[0]';

// The programs that come with the demo were built for Linux on x64.
const describeWhere =
  `${process.platform}/${process.arch}` === 'linux/x64'
    ? describe
    : describe.skip;

describeWhere("the commands on the demo's cluster", () => {
  let folder: DemoFolder;
  let cluster: SimulatedCluster;
  let remove: () => Promise<void>;

  beforeEach(async () => {
    const temporary = await temporaryFolder();
    remove = temporary.remove;
    folder = demoFolder(temporary.path);
    cluster = await SimulatedCluster.start({
      accounts: [{ name: 'admin', token: 'of-this-test', role: 'admin' }],
      namespaces: ['payments-staging'],
    });
    await writeFile(folder.cluster.kubeconfig, cluster.kubeconfig('admin'));
    const file = `${temporary.path}/manifests.yaml`;
    await writeFile(file, MANIFESTS);
    await kubectl(folder, ['-n', 'payments-staging', 'create', '-f', file]);
  });
  afterEach(async () => {
    await cluster.stop();
    await remove();
  });

  async function run(...args: string[]): Promise<string> {
    const lines: string[] = [];
    const program = createProgram({
      folder,
      hostUrl: 'http://127.0.0.1:1',
      print: line => lines.push(line),
    });
    await program.parseAsync(args, { from: 'user' });
    return lines.join('\n');
  }

  const read = (object: string, path: string) =>
    kubectl(folder, [
      ...['-n', 'payments-staging', 'get', object],
      ...['--ignore-not-found', '-o', `jsonpath=${path}`],
    ]);

  const changes: Record<
    Exclude<DriftKind, 'break'>,
    [string, string, string]
  > = {
    scale: ['deployment/payments', '{.spec.replicas}', '5'],
    env: ['deployment/payments', `${container}.env[*].name}`, 'DEBUG'],
    image: [
      'deployment/payments',
      `${container}.image}`,
      'ghcr.io/acme/payments:hotfix',
    ],
    label: ['service/payments', '{.metadata.labels.owner}', 'nobody'],
    delete: ['service/payments', '{.metadata.name}', ''],
  };

  it('tables every way to drift', () => {
    expect(Object.keys(changes)).toEqual(driftKinds);
  });

  it.each(Object.entries(changes))(
    'drift --by %s',
    async (kind, [object, path, expected]) => {
      expect(await read(object, path)).not.toBe(expected);
      const printed = await run('drift', 'payments', '--by', kind);
      expect(printed).toContain('kubectl -n payments-staging');
      expect(await read(object, path)).toBe(expected);
    },
  );

  it('break', async () => {
    await run('break', 'payments', 'staging');
    expect(await read('deployment/payments', `${container}.image}`)).toBe(
      'ghcr.io/acme/payments:broken',
    );
  });

  it.each([
    [['drift', 'nothing'], 'There is no service "nothing"'],
    [['drift', 'payments', 'dev'], 'not found'],
  ])('refuses %j with a reason', async (args, reason) => {
    await expect(run(...args)).rejects.toThrow(reason);
  });
});
