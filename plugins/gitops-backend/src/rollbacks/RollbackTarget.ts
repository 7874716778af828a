import type { Restore } from '@backstage-gitops/plugin-gitops-common';
import type { StoredPipeline } from '../pipelines/Declaration';
import type { Workplace } from '../promotions/Workplace';
import type { StoredPromotion } from '../store/PromotionStore';

/** An environment at the same place in Git, with what it was seen to read. */
export interface Reader {
  entityRef: string;
  environment: string;
  owners: string[];
  path: string;
  /** Missing where it was not read yet: then all below its path counts. */
  paths?: string[];
}

/** What a rollback is to put in place. */
export interface RollbackTarget {
  kind: 'rollback';
  /** The commit whose content it restores. */
  restores: string;
  restore: Restore;
  by: 'commit' | 'pullRequest';
  /** Repositories of the pipeline's images. */
  repositories: string[];
  readers: Reader[];
  /** Pipelines whose names may be told, here and in a reason. */
  visible: ReadonlySet<string>;
}

/** What is restored where nobody said. */
export const DEFAULT_RESTORE: Restore = 'imageAndConfiguration';

/** Everything but this environment that reads files of its branch. */
async function readersBeside({
  services,
  key,
  environment,
}: Workplace): Promise<Reader[]> {
  const { repository, branch } = environment.place;
  const others = (
    await services.environments.list({ repository, branch })
  ).filter(
    other => other.entityRef !== key.entityRef || other.name !== key.name,
  );
  const owners = await services.pipelines.owners([
    ...new Set(others.map(({ entityRef }) => entityRef)),
  ]);
  return others.map(other => ({
    entityRef: other.entityRef,
    environment: other.name,
    owners: owners.get(other.entityRef) ?? [],
    path: other.path,
    paths: other.observation?.paths,
  }));
}

/**
 * What a rollback promotion is to put in place.
 *
 * @param visible - says which of the other pipelines may be named; without it only the environment's own is, for the
 *   reason is written where everyone who may read that one reads it.
 */
export async function targetOf(
  place: Workplace,
  promotion: Pick<StoredPromotion, 'restores' | 'restore'>,
  visible: (
    pipelines: Array<StoredPipeline['entityRef']>,
  ) => Promise<ReadonlySet<string>> = async () => new Set(),
): Promise<RollbackTarget> {
  const readers = await readersBeside(place);
  const named = await visible(readers.map(({ entityRef }) => entityRef));
  return {
    kind: 'rollback',
    restores: promotion.restores ?? '',
    restore: promotion.restore ?? DEFAULT_RESTORE,
    by: place.environment.policy.rollback.by,
    repositories: place.declaration.images.map(({ repository }) => repository),
    readers,
    visible: new Set([...named, place.key.entityRef]),
  };
}
