import { formatImageName } from '@backstage-gitops/manifests';
import {
  type EnvironmentContent,
  imagesOf,
  readContent,
} from '../environments/readContent';
import { type Mirror } from '../git/Mirror';
import type { EnvironmentDeclaration } from '../pipelines/Declaration';
import type { ChangePlan } from '../promotions/planChange';
import { affectedReaders, describeAffected } from './affected';
import { restoreFiles } from './restoreFiles';
import { restoreImages } from './restoreImages';
import type { RollbackTarget } from './RollbackTarget';

const short = (commit: string) => commit.slice(0, 12);

/** The environment as it was after a commit of its branch. */
async function readThen(
  mirror: Mirror,
  now: EnvironmentContent,
  environment: EnvironmentDeclaration,
  commit: string,
): Promise<
  | { status: 'read'; content: EnvironmentContent }
  | { status: 'refused'; reason: string }
> {
  if (!(await mirror.has(commit))) {
    return {
      status: 'refused',
      reason: `There is no commit ${short(commit)} in this repository.`,
    };
  }
  if (!(await mirror.isAncestor(commit, now.commit))) {
    return {
      status: 'refused',
      reason: `${short(
        commit,
      )} was never on this environment's branch; choose one of its earlier changes.`,
    };
  }
  const then = await readContent(mirror, commit, environment);
  return then.status === 'read'
    ? then
    : {
        status: 'refused',
        reason: `The environment cannot be read as it was then: ${then.problem}`,
      };
}

/** Says of images that were named by a tag alone that the tag may mean something else today. */
function movedTags(then: EnvironmentContent, repositories: string[]): string[] {
  const found = imagesOf(then, repositories);
  if (found.status === 'failed') return [];
  return found.images
    .filter(({ digest }) => !digest)
    .map(
      image =>
        `${formatImageName(
          image,
        )} was named without a digest: what its tag means now may not be what ran then.`,
    );
}

/**
 * Plans to restore what an environment held after a commit, on its present content; what is planned twice is planned the
 * same. By commit nobody could be asked, so what others read is then refused.
 */
export async function planRestoring(options: {
  mirror: Mirror;
  content: EnvironmentContent;
  environment: EnvironmentDeclaration;
  target: RollbackTarget;
}): Promise<ChangePlan> {
  const { mirror, content: now, environment, target } = options;
  const read = await readThen(mirror, now, environment, target.restores);
  if (read.status === 'refused') return read;
  const then = read.content;
  const plan =
    target.restore === 'image'
      ? restoreImages({
          now,
          then,
          environment,
          repositories: target.repositories,
        })
      : await restoreFiles({ mirror, now, then, environment });
  if (plan.status !== 'planned') return plan;
  const affects = affectedReaders(plan.changes.keys(), target.readers);
  if (affects.length > 0 && target.by === 'commit') {
    return {
      status: 'refused',
      reason: `${describeAffected(
        affects,
        target.visible,
      )} Set rollback.by to pullRequest for ${
        environment.name
      }, so that the owners can be asked, or give each environment files of its own.`,
    };
  }
  return {
    status: 'planned',
    changes: plan.changes,
    warnings: [...plan.warnings, ...movedTags(then, target.repositories)],
    affects,
  };
}
