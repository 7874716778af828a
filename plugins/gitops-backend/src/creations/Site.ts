import type { Entity } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type {
  NewPipeline,
  RepositoryFilePath,
} from '@backstage-gitops/plugin-gitops-common';
import type { GitOpsConfig } from '../config';
import {
  type HostedRepository,
  type Mirrors,
  normalizeRepository,
} from '../git/Mirrors';
import { mayUseRepository } from '../pipelines/boundaries';
import { entityFileUrl } from '../pipelines/readPipelineFile';

/** A repository at the head of its default branch. */
export interface Ground {
  hosted: HostedRepository;
  branch: string;
  head: string;
}

/** Where a pipeline is to be added; the two are the same where an entity is deployed from its own repository. */
export interface Site {
  catalogFile: RepositoryFilePath;
  own: Ground;
  deploy: Ground;
}

/** Brings a repository up to date, for something to be written to it. */
async function groundOf(mirrors: Mirrors, repository: string): Promise<Ground> {
  const hosted = await mirrors.get(repository);
  await hosted.mirror.refresh();
  const branch = hosted.mirror.defaultBranch;
  const head = hosted.mirror.head(branch);
  if (head) return { hosted, branch, head };
  throw new InputError(
    `${hosted.repository} has nothing on branch ${branch} yet; push a commit first.`,
  );
}

function locate(mirrors: Mirrors, entity: Entity) {
  let url: string | undefined;
  try {
    url = entityFileUrl(entity);
  } catch {
    // Said below: a file that the catalog does not name is on no host.
  }
  const file = url === undefined ? undefined : mirrors.parseFileUrl(url);
  if (file) return file;
  throw new InputError(
    `${entity.metadata.name} is described by ${
      url ?? 'no file that the catalog names'
    }, which is on no configured Git host; the pipeline file is put beside it, so that only an entity in Git can have one.`,
  );
}

/**
 * Finds the repositories that adding a pipeline writes to. One outside the entity's boundary is not even read.
 *
 * @throws InputError saying why there can be no pipeline.
 */
export async function findSite(
  { mirrors, config }: { mirrors: Mirrors; config: GitOpsConfig },
  entity: Entity,
  request: Pick<NewPipeline, 'repository'>,
): Promise<Site> {
  const file = locate(mirrors, entity);
  const ownRepository = normalizeRepository(file.repository);
  const repository = normalizeRepository(request.repository ?? ownRepository);
  const { boundaries } = config;
  if (!mayUseRepository({ entity, ownRepository, repository, boundaries })) {
    throw new InputError(
      `${repository} is outside the boundary of ${entity.metadata.name}; the platform team can add it below gitops.boundaries.`,
    );
  }
  const own = await groundOf(mirrors, ownRepository);
  if (file.branch && file.branch !== own.branch) {
    throw new InputError(
      `${entity.metadata.name} is described on branch ${file.branch}; pipeline files are read from the default branch ${own.branch} only.`,
    );
  }
  return {
    catalogFile: { repository: ownRepository, path: file.path },
    own,
    deploy:
      repository === ownRepository ? own : await groundOf(mirrors, repository),
  };
}
