// Comparing unchanged objects: this engine's way beside `kubectl diff --server-side`, on the same manifests and server in
// the same run. Prints one JSON line.
//
//   node --expose-gc bench/drift.mjs [objects ...]      default: 400 40000
//
// The server is the demo's, in a process of its own. kubectl is timed on as many objects as the smallest run has: it asks
// the server once for each object, so more only take longer.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { provideTools } from '../scripts/lib/tools.mjs';
import { inRepository, repositoryRoot } from '../scripts/lib/repository.mjs';

const require = createRequire(import.meta.url);
require('@backstage/cli/config/nodeTransform.cjs');
const engineFolder = 'plugins/gitops-backend-module-kubernetes/src';
const { KubernetesEngine } = require(inRepository(
  engineFolder,
  'KubernetesEngine.ts',
));
const { KubeconfigTransport } = require(inRepository(
  engineFolder,
  '__testUtils__/KubeconfigTransport.ts',
));

const NAMESPACE = 'bench';
const ROUNDS = 3;
const PARALLEL = 32;
const environment = {
  entityRef: 'component:default/bench',
  name: 'bench',
  target: { cluster: 'bench', namespace: NAMESPACE },
  ignore: [],
};

/** What a small service is made of, marked as the engine marks what it applies. */
function service(index) {
  const name = `service-${index}`;
  const labels = { 'app.kubernetes.io/name': name };
  const metadata = {
    name,
    namespace: NAMESPACE,
    labels,
    annotations: {
      'backstage-gitops.dev/owner': 'component:default/bench/bench',
    },
  };
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: {
        replicas: 0,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            serviceAccountName: name,
            containers: [
              {
                name: 'app',
                image: `registry.example.com/${name}:1.0.0`,
                ports: [{ name: 'http', containerPort: 8080 }],
                env: Array.from({ length: 10 }, (_, at) => ({
                  name: `SETTING_${at}`,
                  value: `value ${at}`,
                })),
                readinessProbe: { httpGet: { path: '/healthz', port: 'http' } },
                resources: {
                  requests: { cpu: '50m', memory: '128Mi' },
                  limits: { memory: '256Mi' },
                },
              },
            ],
          },
        },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: {
        selector: labels,
        ports: [{ name: 'http', port: 80, targetPort: 'http' }],
      },
    },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata,
      data: Object.fromEntries(
        Array.from({ length: 10 }, (_, at) => [`setting-${at}`, `value ${at}`]),
      ),
    },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
  ];
}

const COLLECTIONS = {
  Deployment: `/apis/apps/v1/namespaces/${NAMESPACE}/deployments`,
  Service: `/api/v1/namespaces/${NAMESPACE}/services`,
  ConfigMap: `/api/v1/namespaces/${NAMESPACE}/configmaps`,
  ServiceAccount: `/api/v1/namespaces/${NAMESPACE}/serviceaccounts`,
};

async function send(transport, request) {
  const answer = await transport.send('bench', request);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${request.path}: ${text.slice(0, 500)}`);
}

async function applyAll(transport, objects) {
  const rest = objects.values();
  await Promise.all(
    Array.from({ length: PARALLEL }, async () => {
      for (const object of rest) {
        await send(transport, {
          method: 'PATCH',
          as: 'writer',
          path: `${COLLECTIONS[object.kind]}/${
            object.metadata.name
          }?fieldManager=gitops&force=true`,
          contentType: 'application/apply-patch+yaml',
          body: JSON.stringify(object),
        });
      }
    }),
  );
}

/** A server of its own process; what it costs is not what is measured. */
async function startServer(folder) {
  const child = spawn(
    process.execPath,
    [
      '--require',
      inRepository('node_modules/@backstage/cli/config/nodeTransform.cjs'),
      '--max-old-space-size=6000',
      '--eval',
      `const { SimulatedCluster } = require('./packages/demo/src/cluster');
       const { writeFileSync } = require('node:fs');
       SimulatedCluster.start({
         accounts: [{ name: 'admin', token: 'bench-only', role: 'admin' }],
         namespaces: ['${NAMESPACE}'],
       }).then(cluster => {
         writeFileSync(process.argv[1], cluster.kubeconfig('admin'), { mode: 0o600 });
         console.log('ready');
       });`,
      path.join(folder, 'kubeconfig'),
    ],
    { cwd: repositoryRoot, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await once(child.stdout, 'data');
  return child;
}

const seconds = since => (performance.now() - since) / 1000;
const median = values => values.toSorted((a, b) => a - b)[values.length >> 1];

async function timeKubectl(kubectl, folder, objects) {
  const file = path.join(folder, 'manifests.json');
  await writeFile(
    file,
    JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }),
  );
  const times = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now();
    const child = spawn(
      kubectl,
      [
        ...['--kubeconfig', path.join(folder, 'kubeconfig'), 'diff'],
        ...['--server-side', '--field-manager=gitops', '--force-conflicts'],
        ...['-f', file],
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let printed = '';
    child.stdout.on('data', text => (printed += text));
    const [code] = await once(child, 'close');
    if (code !== 0) throw new Error(`kubectl diff found: ${printed}`);
    times.push(seconds(started));
  }
  return median(times);
}

function memory() {
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

async function timeEngine(folder, objects, kubeconfig) {
  const transport = new KubeconfigTransport(kubeconfig);
  let requests = 0;
  const engine = new KubernetesEngine({
    canDryRun: cluster => transport.canDryRun(cluster),
    mayWrite: cluster => transport.mayWrite(cluster),
    send: (cluster, request) => {
      requests += 1;
      return transport.send(cluster, request);
    },
  });
  const following = new AbortController();
  engine.follow(environment, () => {}, following.signal);
  const desired = round => ({
    revision: '0'.repeat(40),
    digest: String(round),
    // As another commit is rendered: other objects, which say the same.
    objects: structuredClone(objects),
  });
  const first = desired('first');
  const empty = memory();
  const listing = performance.now();
  const seen = await engine.observe(environment, first);
  const cold = seconds(listing);
  const differing =
    seen.status === 'observed'
      ? seen.objects.filter(({ sync }) => sync !== 'Synced')
      : [seen];
  if (differing.length > 0) {
    throw new Error(`These differ: ${JSON.stringify(differing.slice(0, 3))}`);
  }
  const bytes = (memory() - empty) / objects.length;
  const afterCommit = [];
  const again = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const commit = desired(round);
    const before = requests;
    let started = performance.now();
    await engine.observe(environment, commit);
    afterCommit.push(seconds(started));
    started = performance.now();
    await engine.observe(environment, commit);
    again.push(seconds(started));
    if (requests !== before) throw new Error('It asked the server.');
  }
  following.abort();
  return {
    cold,
    afterCommit: median(afterCommit),
    again: median(again),
    bytes,
  };
}

const sizes = process.argv.slice(2).map(Number);
if (sizes.length === 0) sizes.push(400, 40_000);
const folder = await mkdtemp(path.join(tmpdir(), 'gitops-bench-'));
const server = await startServer(folder);
try {
  const { programs, summary } = await provideTools();
  if (!programs.kubectl) throw new Error(summary);
  const kubeconfig = await readFile(path.join(folder, 'kubeconfig'), 'utf8');
  const transport = new KubeconfigTransport(kubeconfig);
  const result = { name: 'drift', node: process.version, sizes: [] };
  let applied = 0;
  for (const size of sizes.toSorted((a, b) => a - b)) {
    const objects = Array.from({ length: Math.ceil(size / 4) }, (_, index) =>
      service(index),
    ).flat();
    await applyAll(transport, objects.slice(applied));
    applied = objects.length;
    const sample = objects.slice(0, sizes[0]);
    const kubectl = await timeKubectl(programs.kubectl, folder, sample);
    const engine = await timeEngine(folder, objects, kubeconfig);
    const perObject = value => (value / objects.length) * 1e6;
    const kubectlPerObject = (kubectl / sample.length) * 1e6;
    result.sizes.push({
      objects: objects.length,
      microsecondsPerObject: {
        kubectlDiff: Math.round(kubectlPerObject),
        listedAndCompared: Math.round(perObject(engine.cold)),
        afterACommit: Math.round(perObject(engine.afterCommit)),
        lookedAtAgain: Number(perObject(engine.again).toFixed(2)),
      },
      timesFasterThanKubectl: {
        listedAndCompared: Math.round(
          kubectlPerObject / perObject(engine.cold),
        ),
        afterACommit: Math.round(
          kubectlPerObject / perObject(engine.afterCommit),
        ),
        lookedAtAgain: Math.round(kubectlPerObject / perObject(engine.again)),
      },
      bytesPerCachedObject: Math.round(engine.bytes),
    });
  }
  process.stdout.write(`${JSON.stringify(result)}\n`);
} finally {
  server.kill('SIGTERM');
  await rm(folder, { recursive: true, force: true });
}
