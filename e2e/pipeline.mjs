// The existing CI pipeline, as the demo plays it.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { demoArguments } from '../scripts/lib/product.mjs';

const run = promisify(execFile);

/** Runs one of the demo's commands, such as `push-image payments 1.1.0`. */
export async function demo(...words) {
  const { stdout } = await run(
    process.execPath,
    demoArguments('cli.ts', ...words),
  );
  return stdout;
}
