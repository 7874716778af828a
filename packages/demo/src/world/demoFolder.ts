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
  };
}
