import type { ReleaseCandidate } from '../../releases/Candidate';
import type { ImageLook } from './pollImages';

/** Most tags that a rule takes and that it is said of why they make no release. */
const MOST_TAKEN = 50;

/** What keeps a tag from making a release of some images. */
function judge(
  tag: string,
  looks: ImageLook[],
  best: string | undefined,
): Pick<ReleaseCandidate, 'status' | 'reason'> {
  for (const { left, passedOver } of looks) {
    const refused = [...passedOver, ...left].find(one => one.tag === tag);
    if (refused) return { status: 'excluded', reason: refused.reason };
  }
  const isLess = looks.some(({ taken }) => {
    const rank = best === undefined ? -1 : taken.indexOf(best);
    return rank >= 0 && taken.indexOf(tag) > rank;
  });
  if (isLess) {
    return {
      status: 'excluded',
      reason: `${best} is preferred to ${tag}: of what is found at one time, the best alone makes a release.`,
    };
  }
  const lacking = looks
    .filter(({ taken }) => !taken.includes(tag))
    .map(({ name }) => name);
  return {
    status: 'waiting',
    reason:
      lacking.length > 0
        ? `Waits for ${lacking.join(
            ', ',
          )}: no image has the tag ${tag} there yet.`
        : `${tag} has not been looked at yet.`,
  };
}

/**
 * Why tags make no release: every tag that was found of some images, except the best.
 *
 * @param best - the tag that makes one.
 */
export function judgeLeftTags(
  looks: ImageLook[],
  best: string | undefined,
): ReleaseCandidate[] {
  const images = looks.map(({ name }) => name);
  const tags = new Set(
    looks.flatMap(({ taken, left }) => [
      ...taken.slice(0, MOST_TAKEN),
      ...left.map(({ tag }) => tag),
    ]),
  );
  if (best) tags.delete(best);
  return [...tags].map(name => {
    const seenAt = looks
      .map(({ seen }) => seen.get(name))
      .find(at => at !== undefined);
    return {
      on: 'image',
      name,
      images,
      ...judge(name, looks, best),
      ...(seenAt ? { seenAt } : {}),
    };
  });
}
