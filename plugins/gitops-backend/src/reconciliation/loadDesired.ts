import type { DesiredState } from '@backstage-gitops/plugin-gitops-node';
import { readContent } from '../environments/readContent';
import type { EnvironmentDeclaration } from '../pipelines/Declaration';
import type { Services } from '../promotions/services';
import type { Renderer } from '../rendering/Renderer';
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

/** Renders what an environment's branch held when it was last read. */
export async function loadDesired(options: {
  services: Services;
  renderer: Renderer;
  environment: EnvironmentDeclaration;
  stored: StoredEnvironment;
}): Promise<Desired> {
  const { services, renderer, environment, stored } = options;
  const commit = stored.observation?.head;
  if (!commit) {
    return {
      status: 'unknown',
      reason: stored.stale ?? 'Git was not read yet.',
    };
  }
  const { mirror } = await services.mirrors.get(environment.place.repository);
  if (!(await mirror.has(commit))) await mirror.refresh();
  const read = await readContent(mirror, commit, environment.place.path);
  if (read.status === 'failed') {
    return { status: 'unknown', reason: read.problem };
  }
  const inputs = new Map([...read.content.own, ...read.content.shared]);
  const blobs = await mirror.blobs(inputs.values());
  const files = new Map<string, Buffer>();
  for (const [path, id] of inputs) {
    const blob = blobs.get(id);
    if (blob) files.set(path, blob);
  }
  const links = new Set(
    [...inputs.keys()].filter(
      path => read.content.tree.entries.get(path) === 'symlink',
    ),
  );
  const outcome = await renderer.render({
    files,
    links,
    path: environment.place.path,
    namespace: environment.reconciliation?.target.namespace,
    releaseName: stored.entityRef.split('/').pop(),
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
