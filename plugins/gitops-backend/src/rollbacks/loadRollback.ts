import type { PullRequest } from '@backstage-gitops/plugin-gitops-node';
import type { PromotionFacts } from '@backstage-gitops/policy';
import type { EnvironmentContent } from '../environments/readContent';
import { type Mirror } from '../git/Mirror';
import type { Workplace } from '../promotions/Workplace';
import type { StoredPromotion } from '../store/PromotionStore';
import { affectedReaders, withFreezes } from './affected';
import { planRestoring } from './planRestoring';
import { targetOf } from './RollbackTarget';

/** What a commit changed against the one it was put on. */
async function changedBy(mirror: Mirror, commit: string): Promise<string[]> {
  const parent = (await mirror.commit(commit))?.parents[0];
  if (!parent) return [];
  const [before, after] = [
    await mirror.tree(parent),
    await mirror.tree(commit),
  ];
  return [...new Set([...before.keys(), ...after.keys()])].filter(
    path => before.get(path)?.objectId !== after.get(path)?.objectId,
  );
}

/**
 * Whether a rollback's content is in place, and which other environments it changes. Once it is merged there is nothing
 * left to plan: then the merge itself says what it changed, so that a gate that was not met is still seen to be unmet.
 */
export async function loadRollback(
  place: Workplace,
  promotion: StoredPromotion,
  content: EnvironmentContent,
  pull: PullRequest | undefined,
): Promise<Pick<PromotionFacts, 'content' | 'affects'>> {
  const { services, hosted, environment } = place;
  const target = await targetOf(place, promotion);
  const plan = await planRestoring({
    mirror: hosted.mirror,
    content,
    environment,
    target,
  });
  const merged =
    pull?.state.status === 'merged'
      ? affectedReaders(
          await changedBy(hosted.mirror, pull.state.commit),
          target.readers,
        )
      : [];
  return {
    content: plan.status === 'nothingToDo' ? 'deployed' : 'pending',
    affects: await withFreezes(
      services,
      plan.status === 'planned' ? plan.affects : merged,
    ),
  };
}
