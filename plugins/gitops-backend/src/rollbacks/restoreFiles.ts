import { planRollback } from '@backstage-gitops/policy';
import {
  type EnvironmentContent,
  followFiles,
  type Listing,
} from '../environments/readContent';
import type { Changes } from '../git/tree';
import { type Mirror } from '../git/Mirror';
import type { EnvironmentDeclaration } from '../pipelines/Declaration';

/** The files that are to be as they were, or why they cannot be. */
export type FilesPlan =
  | { status: 'planned'; changes: Changes; warnings: string[] }
  | { status: 'nothingToDo'; reason: string }
  | { status: 'refused'; reason: string };

function inputsOf({ own, shared, inputs }: EnvironmentContent) {
  return { own, shared, remote: inputs.remote };
}

/** The branch's files once some of them are as they were. */
async function listingAfter(
  mirror: Mirror,
  now: EnvironmentContent,
  then: EnvironmentContent,
  restore: ReadonlyMap<string, string | undefined>,
): Promise<Listing> {
  const listing = new Map(await mirror.tree(now.commit));
  const earlier = await mirror.tree(then.commit);
  for (const path of restore.keys()) {
    const entry = earlier.get(path);
    if (entry && restore.get(path)) listing.set(path, entry);
    else listing.delete(path);
  }
  return listing;
}

/**
 * Plans to give an environment's own files the content they had. What would leave files that cannot be read, because a
 * base that they build on is gone, is refused: no pull request mends that.
 */
export async function restoreFiles(options: {
  mirror: Mirror;
  now: EnvironmentContent;
  then: EnvironmentContent;
  environment: EnvironmentDeclaration;
}): Promise<FilesPlan> {
  const { mirror, now, then, environment } = options;
  const plan = planRollback({ now: inputsOf(now), then: inputsOf(then) });
  if (plan.status !== 'planned') return plan;
  const after = await followFiles(
    mirror,
    now.commit,
    await listingAfter(mirror, now, then, plan.restore),
    environment,
  );
  if (after.status === 'failed') {
    return {
      status: 'refused',
      reason: `The files as they were do not fit what is around them now: ${after.problem} Restore the image alone.`,
    };
  }
  return {
    status: 'planned',
    warnings: plan.warnings,
    changes: new Map(
      [...plan.restore].map(([file, objectId]) => [
        file,
        objectId ? { objectId } : undefined,
      ]),
    ),
  };
}
