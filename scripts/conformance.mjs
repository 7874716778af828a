/**
 * Grades packages/drift and packages/policy on the cases and recordings that CONFORMANCE_DATA and RECORDINGS_DATA name, and prints how it
 * did beside what answers without a thought would have got. Then the recordings' steps are replayed on the demo's
 * simulated cluster: how far it agrees with a real one says how much what is tested on it proves.
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

process.exitCode = run('packages/drift/src/__testUtils__/conformance/cli.ts');
process.exitCode ||= run(
  'packages/policy/src/__testUtils__/conformance/cli.ts',
);
if (process.env.RECORDINGS_DATA) {
  process.stdout.write('\nThe simulated cluster, beside a real one:\n');
  process.exitCode ||= run('packages/demo/src/cluster/replay/main.ts');
}
