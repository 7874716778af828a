import type { ClusterCache, ServedKind } from '@backstage-gitops/cluster';

/** How long a definition that was just applied may take to be served, in milliseconds. */
const PATIENCE = 15_000;

/** Between two looks, in milliseconds. */
const PAUSE = 250;

/**
 * How the cluster serves a kind. One whose definition is in Git too is waited for: a server accepts a definition some
 * time before it serves it.
 *
 * @returns undefined where it is not served.
 */
export async function waitForKind(
  { clock, discovery }: ClusterCache,
  wanted: { apiVersion: string; kind: string; inGit: boolean },
): Promise<ServedKind | undefined> {
  const end = clock.now() + PATIENCE;
  for (;;) {
    const served = await discovery.find(wanted.apiVersion, wanted.kind);
    if (served || !wanted.inGit || clock.now() >= end) return served;
    await clock.wait(PAUSE);
  }
}
