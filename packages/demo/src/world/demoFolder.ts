import path from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';

/** Where the embedded world keeps its state. All paths are absolute. */
export interface DemoFolder {
  root: string;
  /** Bare repositories with their pull requests. */
  git: string;
  /** JSON: login of an account at the Git host -> its token. */
  accounts: string;
  /** `KEY=value` lines: what the backend and the app need in their environment. */
  settings: string;
  /** The simulated cluster's. */
  cluster: {
    /** JSON: every object. */
    state: string;
    /** JSON: name of an account -> its token. */
    accounts: string;
    /** For kubectl, as somebody who may do anything. */
    kubeconfig: string;
  };
  /** Programs that were unpacked; what another demo on this machine unpacked serves as well. */
  tools: string;
}

/** `.demo` at the root of this repository, or wherever GITOPS_DEMO_STATE says. */
export function demoFolder(
  root = process.env.GITOPS_DEMO_STATE ??
    resolvePackagePath('@backstage-gitops/demo', '../../.demo'),
): DemoFolder {
  const absolute = path.resolve(root);
  return {
    root: absolute,
    git: path.join(absolute, 'git'),
    accounts: path.join(absolute, 'accounts.json'),
    settings: path.join(absolute, 'env'),
    cluster: {
      state: path.join(absolute, 'cluster.json'),
      accounts: path.join(absolute, 'cluster-accounts.json'),
      kubeconfig: path.join(absolute, 'kubeconfig'),
    },
    tools: resolvePackagePath(
      '@backstage-gitops/demo',
      '../../node_modules/.cache/gitops-tools',
    ),
  };
}
