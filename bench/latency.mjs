// From an edit in the cluster to the drift that people see, and to the cluster as Git has it again, in the whole
// product: `npm start` with the simulated cluster behind the Kubernetes plugin. Counted from when kubectl has returned.
// Prints one JSON line.
//
//   node bench/latency.mjs [edits]      default: 200
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import https from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseEnv, promisify } from 'node:util';
import YAML from 'yaml';
import { onEndOfProcess } from '../scripts/lib/processes.mjs';
import { startProduct } from '../scripts/lib/product.mjs';
import { provideTools } from '../scripts/lib/tools.mjs';

const run = promisify(execFile);
const LOOK_EVERY_MS = 10;
const PATIENCE_MS = 60_000;
const PIPELINE =
  'http://localhost:7007/api/gitops/pipelines/component/default/payments';
const ENVIRONMENTS = ['dev', 'staging'];

const edits = Number(process.argv[2] ?? 200);
const signal = onEndOfProcess();
const stateFolder = await mkdtemp(path.join(tmpdir(), 'gitops-latency-'));
process.env.GITOPS_DEMO_STATE = stateFolder;
process.env.LOG_LEVEL = 'error';
// The one JSON line is what is printed here.
const print = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr);

async function until(what, condition) {
  const started = performance.now();
  while (performance.now() - started < PATIENCE_MS && !signal.aborted) {
    if (await condition()) return performance.now() - started;
    await delay(LOOK_EVERY_MS);
  }
  throw new Error(`Waited in vain until ${what}.`);
}

function quantiles(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = share => Math.round(sorted[Math.ceil(sorted.length * share) - 1]);
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}

/** An object with a field for every edit: whoever edits the same one again and again is taken for an opponent. */
async function commitSettings() {
  const folder = path.join(stateFolder, 'work');
  const git = (...args) => run('git', args, { cwd: stateFolder });
  const tokens = JSON.parse(
    await readFile(path.join(stateFolder, 'accounts.json'), 'utf8'),
  );
  const basic = Buffer.from(`dana:${tokens.dana}`).toString('base64');
  await git('clone', '-q', 'http://127.0.0.1:7080/acme/deploy.git', folder);
  const data = Object.fromEntries(
    Array.from({ length: edits }, (_, index) => [`setting-${index}`, 'git']),
  );
  for (const environment of ENVIRONMENTS) {
    await writeFile(
      path.join(folder, 'payments', environment, 'settings.yaml'),
      YAML.stringify({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'settings' },
        data,
      }),
    );
  }
  await git('-C', folder, 'add', '-A');
  await git(
    ...['-C', folder, '-c', 'user.name=dana'],
    ...['-c', 'user.email=dana@acme.example', 'commit', '-qm', 'Settings'],
  );
  await git(
    ...['-C', folder, '-c', `http.extraHeader=Authorization: Basic ${basic}`],
    ...['push', '-q'],
  );
}

/** Reads the settings as the cluster has them, in a few milliseconds. */
async function settingsReader(environment) {
  const kubeconfig = YAML.parse(
    await readFile(path.join(stateFolder, 'kubeconfig'), 'utf8'),
  );
  const { server, 'certificate-authority-data': ca } =
    kubeconfig.clusters[0].cluster;
  const agent = new https.Agent({
    keepAlive: true,
    ca: Buffer.from(ca, 'base64'),
  });
  const headers = {
    authorization: `Bearer ${kubeconfig.users[0].user.token}`,
  };
  const url = `${server}/api/v1/namespaces/payments-${environment}/configmaps/settings`;
  return () =>
    new Promise((resolve, reject) => {
      https
        .get(url, { agent, headers }, answer => {
          let text = '';
          answer.on('data', chunk => (text += chunk));
          answer.on('end', () => resolve(JSON.parse(text).data));
        })
        .on('error', reject);
    });
}

async function measure(product) {
  const { programs, summary } = await provideTools();
  if (!programs.kubectl) throw new Error(summary);
  const { DEMO_CI_PAYMENTS_TOKEN: token } = parseEnv(
    await readFile(path.join(stateFolder, 'env'), 'utf8'),
  );
  const drift = async environment => {
    const answer = await fetch(
      `${PIPELINE}/environments/${environment}/drift`,
      { headers: { authorization: `Bearer ${token}` } },
    );
    return answer.ok ? answer.json() : undefined;
  };
  // What `kubectl edit` sends: a patch with what was saved, in its name.
  const edit = (environment, setting, value) =>
    run(
      programs.kubectl,
      [
        ...['--kubeconfig', path.join(stateFolder, 'kubeconfig')],
        ...['-n', `payments-${environment}`, 'patch', 'configmap', 'settings'],
        ...['--type=merge', '--field-manager=kubectl-edit'],
        ...['-p', JSON.stringify({ data: { [setting]: value } })],
      ],
      { env: product.environment },
    );
  await commitSettings();
  for (const environment of ENVIRONMENTS) {
    await until(`${environment} has the settings`, async () => {
      const report = await drift(environment);
      return (
        report?.state.sync === 'Synced' &&
        report.objects.some(({ name }) => name === 'settings')
      );
    });
  }
  const visible = [];
  for (let count = 0; count < edits; count += 1) {
    const value = `edit-${count}`;
    await edit('staging', 'setting-0', value);
    visible.push(
      await until(`${value} is seen`, async () => {
        const report = await drift('staging');
        return report?.objects.some(({ fields }) =>
          fields.some(({ cluster }) => cluster === value),
        );
      }),
    );
  }
  const healed = [];
  const settings = await settingsReader('dev');
  for (let count = 0; count < edits; count += 1) {
    const setting = `setting-${count}`;
    await edit('dev', setting, 'edited');
    healed.push(
      await until(`${setting} is as Git has it again`, async () => {
        const data = await settings();
        return data[setting] === 'git';
      }),
    );
  }
  return {
    name: 'latency',
    node: process.version,
    edits,
    millisecondsToVisible: quantiles(visible),
    millisecondsToHealed: quantiles(healed),
  };
}

let product;
try {
  product = await startProduct(signal);
  const result = await measure(product);
  print(`${JSON.stringify(result)}\n`);
} finally {
  await product?.stop();
  await rm(stateFolder, { recursive: true, force: true });
}
