import { editImages } from '@backstage-gitops/manifests';
import { planRollback } from '@backstage-gitops/policy';
import {
  type EnvironmentContent,
  readContent,
} from '../environments/readContent';
import type { Changes } from '../git/commit';
import { type Mirror } from '../git/Mirror';
import type { EnvironmentDeclaration } from '../pipelines/Declaration';
import type { StoredRelease } from '../store/ReleaseStore';

/** What is to be in place: a release's images, or the content after an earlier commit. */
export type Wanted =
  | { kind: 'promotion'; release: StoredRelease }
  | {
      kind: 'rollback';
      restores: string;
      others: Array<{ environment: string; paths: ReadonlySet<string> }>;
    };

/** The files that would change, or why none do. */
export type ChangePlan =
  | { status: 'planned'; changes: Changes; warnings: string[] }
  | { status: 'nothingToDo'; reason: string }
  | { status: 'refused'; reason: string };

async function planRestoring(
  mirror: Mirror,
  content: EnvironmentContent,
  environment: EnvironmentDeclaration,
  wanted: Extract<Wanted, { kind: 'rollback' }>,
): Promise<ChangePlan> {
  if (!(await mirror.has(wanted.restores))) {
    return {
      status: 'refused',
      reason: `There is no commit ${wanted.restores.slice(
        0,
        12,
      )} in this repository.`,
    };
  }
  if (!(await mirror.isAncestor(wanted.restores, content.commit))) {
    return {
      status: 'refused',
      reason: `${wanted.restores.slice(
        0,
        12,
      )} was never on this environment's branch; choose one of its earlier changes.`,
    };
  }
  const then = await readContent(mirror, wanted.restores, environment);
  if (then.status === 'failed') {
    return {
      status: 'refused',
      reason: `The environment cannot be read as it was then: ${then.problem}`,
    };
  }
  const plan = planRollback({
    now: content,
    then: then.content,
    others: wanted.others,
  });
  if (plan.status !== 'planned') return plan;
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

/** Plans the change on the environment's present content; what is planned twice is planned the same. */
export async function planChange(options: {
  mirror: Mirror;
  content: EnvironmentContent;
  environment: EnvironmentDeclaration;
  wanted: Wanted;
}): Promise<ChangePlan> {
  const { mirror, content, environment, wanted } = options;
  if (wanted.kind === 'rollback') {
    return planRestoring(mirror, content, environment, wanted);
  }
  const result = editImages({
    tree: content.tree,
    inputs: content.inputs,
    images: wanted.release.images,
  });
  switch (result.status) {
    case 'edited':
      return {
        status: 'planned',
        warnings: [],
        changes: new Map(
          [...result.files].map(([file, text]) => [file, { text }]),
        ),
      };
    case 'unchanged':
      return {
        status: 'nothingToDo',
        reason: `${environment.name} holds ${wanted.release.version} already.`,
      };
    default:
      return { status: 'refused', reason: result.problem.message };
  }
}
