import { execFileSync } from 'node:child_process';

/** The kubeconfig of the API server the suite runs on; undefined where each test starts a simulated one. */
export const kubeconfigFile = process.env.GITOPS_TEST_KUBECONFIG || undefined;

export const kubectlFile = process.env.GITOPS_TEST_KUBECTL || undefined;

/** What the server answers at a path; undefined where it does not, or where none runs before the tests do. */
function answerAt(path: string): string | undefined {
  if (!kubeconfigFile || !kubectlFile) return undefined;
  try {
    return execFileSync(
      kubectlFile,
      ['--kubeconfig', kubeconfigFile, 'get', '--raw', path],
      { encoding: 'utf8', stdio: 'pipe', timeout: 30_000 },
    );
  } catch {
    return undefined;
  }
}

/** Does a real server answer at this path? A simulated one takes policies and does not follow them. */
export function enforces(path: string): boolean {
  const version = answerAt('/version');
  return (
    version !== undefined &&
    !version.includes('simulated') &&
    answerAt(path) !== undefined
  );
}
