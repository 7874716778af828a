import { spawn } from 'node:child_process';
import { findTool } from '../tools/findTool';
import { runTool } from '../tools/runTool';
import type { DemoFolder } from '../world/demoFolder';

const TIMEOUT_MS = 60_000;

async function requireKubectl(folder: DemoFolder): Promise<string> {
  const found = await findTool('kubectl', { cacheFolder: folder.tools });
  if (found.status === 'found') return found.path;
  throw new Error(found.reason);
}

function withKubeconfig(folder: DemoFolder, args: readonly string[]) {
  return ['--kubeconfig', folder.cluster.kubeconfig, ...args];
}

/**
 * Runs kubectl on the demo's cluster.
 *
 * @returns what it printed
 * @throws Error with its own words where it fails.
 */
export async function kubectl(
  folder: DemoFolder,
  args: readonly string[],
): Promise<string> {
  const result = await runTool(
    await requireKubectl(folder),
    withKubeconfig(folder, args),
    { env: process.env, timeoutMs: TIMEOUT_MS },
  );
  if (result.exitCode === 0) return result.stdout.trim();
  throw new Error(
    result.stderr.trim() || `kubectl ended with ${result.exitCode}`,
  );
}

/** Runs kubectl on the demo's cluster in this terminal, editors and all. @returns how it ended. */
export async function kubectlHere(
  folder: DemoFolder,
  args: readonly string[],
): Promise<number> {
  const program = await requireKubectl(folder);
  return new Promise((resolve, reject) => {
    const child = spawn(program, withKubeconfig(folder, args), {
      stdio: 'inherit',
    });
    child.on('error', reject);
    child.on('close', code => resolve(code ?? 1));
  });
}
