import { editImages } from '@backstage-gitops/manifests';
import type { AffectedFacts } from '@backstage-gitops/policy';
import type { EnvironmentContent } from '../environments/readContent';
import type { Changes } from '../git/tree';
import { type Mirror } from '../git/Mirror';
import type { EnvironmentDeclaration } from '../pipelines/Declaration';
import { planRestoring } from '../rollbacks/planRestoring';
import type { RollbackTarget } from '../rollbacks/RollbackTarget';
import type { StoredRelease } from '../store/ReleaseStore';

/** What is to be in place: a release's images, or the content after an earlier commit. */
export type Wanted =
  | { kind: 'promotion'; release: StoredRelease }
  | RollbackTarget;

/** The files that would change, or why none do. */
export type ChangePlan =
  | {
      status: 'planned';
      changes: Changes;
      /** What it cannot do, one sentence each. */
      warnings: string[];
      affects: AffectedFacts[];
    }
  | { status: 'nothingToDo'; reason: string }
  | { status: 'refused'; reason: string };

/** Plans the change on the environment's present content; what is planned twice is planned the same. */
export async function planChange(options: {
  mirror: Mirror;
  content: EnvironmentContent;
  environment: EnvironmentDeclaration;
  wanted: Wanted;
}): Promise<ChangePlan> {
  const { mirror, content, environment, wanted } = options;
  if (wanted.kind === 'rollback') {
    return planRestoring({ mirror, content, environment, target: wanted });
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
        affects: [],
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
