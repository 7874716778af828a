/**
 * Grades the pure packages and the webhook receivers on the cases and recordings that CONFORMANCE_DATA and
 * RECORDINGS_DATA name, and prints how they did; comparison beside what answers without a thought would have got. Then
 * the recordings' steps are replayed on the demo's simulated cluster: how far it agrees with a real one says how much
 * what is tested on it proves.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

function run(file) {
  const { status } = spawnSync(
    process.execPath,
    ['--require', '@backstage/cli/config/nodeTransform.cjs', file],
    { cwd: root, stdio: 'inherit' },
  );
  return status ?? 1;
}

// Each is graded, whatever the others came to.
const codes = [
  'packages/drift/src/__testUtils__/conformance',
  'packages/policy/src/__testUtils__/conformance',
  'packages/manifests/src/__testUtils__/conformance',
  'plugins/gitops-backend/src/triggers/__testUtils__/conformance',
].map(folder => run(`${folder}/cli.ts`));
if (process.env.RECORDINGS_DATA) {
  process.stdout.write('\nThe simulated cluster, beside a real one:\n');
  codes.push(run('packages/demo/src/cluster/replay/main.ts'));
}
process.exitCode = codes.find(code => code !== 0) ?? 0;
