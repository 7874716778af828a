import type { DesiredState } from '@backstage-gitops/plugin-gitops-node';
import { readContent } from '../environments/readContent';
import type { EnvironmentDeclaration } from '../pipelines/Declaration';
import type { Services } from '../promotions/services';
import { renderContent } from '../rendering/renderContent';
import type { StoredEnvironment } from '../store/EnvironmentStore';

/** What Git says an environment is, or why nobody can say. */
export type Desired =
  | {
      status: 'known';
      state: DesiredState;
      stable: boolean;
      warnings: string[];
    }
  | { status: 'unknown'; reason: string };

/** Why an environment's files cannot be read. What was observed then is from before they were broken. */
export function unreadable({ next }: StoredEnvironment): string | undefined {
  return next?.action === 'fix' ? next.sentence : undefined;
}

/** Renders what an environment's branch held when it was last read. */
export async function loadDesired(options: {
  services: Services;
  environment: EnvironmentDeclaration;
  stored: StoredEnvironment;
}): Promise<Desired> {
  const { services, environment, stored } = options;
  const problem = unreadable(stored);
  if (problem) return { status: 'unknown', reason: problem };
  const commit = stored.observation?.head;
  if (!commit) {
    return {
      status: 'unknown',
      reason: stored.stale ?? 'Git was not read yet.',
    };
  }
  const { mirror } = await services.mirrors.get(environment.place.repository);
  if (!(await mirror.has(commit))) await mirror.refresh();
  const read = await readContent(mirror, commit, environment);
  if (read.status === 'failed') {
    return { status: 'unknown', reason: read.problem };
  }
  const outcome = await renderContent({
    renderer: services.renderer,
    mirror,
    content: read.content,
    environment,
    key: stored,
  });
  switch (outcome.status) {
    case 'rendered':
      return {
        status: 'known',
        stable: outcome.deterministic,
        warnings: outcome.warnings,
        state: {
          revision: commit,
          digest: outcome.digest,
          objects: outcome.objects,
          holdsAt: async other => {
            if (other === commit) return true;
            if (!(await mirror.has(other))) return false;
            const earlier = await readContent(mirror, other, environment);
            return (
              earlier.status === 'read' &&
              earlier.content.digest === read.content.digest
            );
          },
        },
      };
    case 'empty':
      return {
        status: 'unknown',
        reason:
          'Rendering gives no object at all; nothing is compared or deleted on that.',
      };
    default:
      return { status: 'unknown', reason: outcome.reason };
  }
}
