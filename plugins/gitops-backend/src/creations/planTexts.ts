import { ConflictError } from '@backstage/errors';
import {
  filesOfPipeline,
  type PipelineBlueprint,
  planPipeline,
  type RepositoryFilePath,
} from '@backstage-gitops/plugin-gitops-common';
import type { Texts } from './proposeFiles';
import { readGround, type Standing } from './readGround';
import type { Site } from './Site';

/** What is to be written; `present` where the entity has its pipeline already. */
export interface PlannedTexts {
  status: 'planned' | 'present';
  /** By repository; one in which nothing is missing is left out. */
  texts: ReadonlyMap<string, Texts>;
}

/** What stands where files are to be, in all repositories of a site. */
async function survey(
  { own, deploy }: Site,
  files: RepositoryFilePath[],
): Promise<(file: RepositoryFilePath) => Standing> {
  const standing = new Map<string, ReadonlyMap<string, Standing>>();
  for (const ground of new Set([own, deploy])) {
    const { repository } = ground.hosted;
    const paths = files
      .filter(file => file.repository === repository)
      .map(({ path }) => path);
    standing.set(repository, await readGround(ground, paths));
  }
  return ({ repository, path }) =>
    standing.get(repository)?.get(path) ?? { status: 'free' };
}

/**
 * Plans what adding a pipeline writes, on what is there now.
 *
 * @throws ConflictError naming everything that is in the way.
 */
export async function planTexts(
  blueprint: PipelineBlueprint,
  site: Site,
): Promise<PlannedTexts> {
  const standsAt = await survey(site, [
    ...filesOfPipeline(blueprint),
    site.catalogFile,
  ]);
  const plan = planPipeline(blueprint, file => {
    const found = standsAt(file);
    return found.status === 'file' ? found.text : undefined;
  });
  if (plan.status === 'refused') {
    throw new ConflictError(plan.problems.join(' '));
  }
  if (plan.status === 'present') return { status: 'present', texts: new Map() };
  const blocked = plan.files.flatMap(file => {
    const found = standsAt(file);
    return found.status === 'blocked' ? [found.reason] : [];
  });
  if (blocked.length > 0) throw new ConflictError(blocked.join(' '));
  const texts = new Map<string, Map<string, { text: string }>>();
  for (const { repository, path, text } of plan.files) {
    const some = texts.get(repository) ?? new Map<string, { text: string }>();
    texts.set(repository, some.set(path, { text }));
  }
  return { status: 'planned', texts };
}
