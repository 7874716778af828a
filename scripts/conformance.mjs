/**
 * Grades packages/drift on the cases and recordings that CONFORMANCE_DATA and RECORDINGS_DATA name, and prints how it
 * did beside what answers without a thought would have got.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const { status } = spawnSync(
  process.execPath,
  [
    '--require',
    '@backstage/cli/config/nodeTransform.cjs',
    'packages/drift/src/__testUtils__/conformance/cli.ts',
  ],
  { cwd: root, stdio: 'inherit' },
);
process.exitCode = status ?? 1;
