import { access, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from './until';

/** Git asks it about every transaction of refs; the ones that would record a pull request wait until they are refused. */
const HOOK = `#!/bin/sh
[ "$1" = prepared ] || exit 0
grep -q ' refs/pull/' || exit 0
touch "$GIT_DIR/held"
while [ -e "$GIT_DIR/hooks/reference-transaction" ]; do sleep 0.1; done
exit 1
`;

/** Pull requests that are not opened in a repository of the embedded host, however long somebody tries. */
export interface HeldPullRequests {
  /** Waits until somebody has tried: what comes before a pull request is done by then. */
  reached(): Promise<void>;
  /** Refuses what waits, and lets later ones through. */
  release(): Promise<void>;
}

/** Holds the opening of pull requests, for a process to be killed there. */
export async function holdPullRequests(
  directory: string,
): Promise<HeldPullRequests> {
  const hook = join(directory, 'hooks', 'reference-transaction');
  await writeFile(hook, HOOK, { mode: 0o755 });
  return {
    reached: async () => {
      await until('a pull request is about to be opened', () =>
        access(join(directory, 'held')).then(() => true),
      );
    },
    release: () => rm(hook),
  };
}
