import type { StoredPromotion } from '../store/PromotionStore';
import { sealedCommit } from './sealedCommit';
import type { Workplace } from './Workplace';

/** Changes of the environment that are looked through for the one that a promotion made. */
const LOOKED_THROUGH = 50;

/** How far clocks of hosts may be behind, in milliseconds. */
const CLOCK_SKEW = 24 * 3_600_000;

/**
 * The commit by which a promotion without a pull request is on its branch, whatever was pushed over it since. Whoever died
 * between the write and the record would commit it a second time else; where the host makes the commits, its id was not
 * even known before, and its own seal tells of it.
 */
export async function landedCommit(
  place: Pick<Workplace, 'services' | 'hosted' | 'environment'>,
  promotion: StoredPromotion,
  head: string,
): Promise<string | undefined> {
  const { mirror } = place.hosted;
  const { id, commit, pullRequest, createdAt } = promotion;
  if (
    commit &&
    (await mirror.has(commit)) &&
    (await mirror.isAncestor(commit, head))
  ) {
    return commit;
  }
  if (pullRequest) return undefined;
  const changes = await mirror.log({
    from: head,
    since: new Date(Date.parse(createdAt) - CLOCK_SKEW).toISOString(),
    paths: [place.environment.place.path],
    limit: LOOKED_THROUGH,
  });
  // The oldest is the promotion's own: later ones may be copies.
  for (const change of changes.reverse()) {
    if (!change.message.includes(id)) continue;
    const sealed = await sealedCommit(place, id, change.commit);
    if (sealed) return sealed;
  }
  return undefined;
}
