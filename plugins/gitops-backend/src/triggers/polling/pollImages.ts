import type { ReleaseCandidate } from '../../releases/Candidate';
import type { DeclaredImage } from '../../releases/imagesOfRule';
import type { Candidate, WatchedRule } from './choice';
import { findTags, type FoundTags, type LookTools } from './findTags';
import { judgeLeftTags } from './judgeLeftTags';

/** What came of a look at the images of a rule. */
export type PollOutcome =
  | {
      status: 'found';
      candidates: Candidate[];
      /** Tags that make no release, and why. */
      left: ReleaseCandidate[];
    }
  | Exclude<FoundTags, Found>;

type Found = Extract<FoundTags, { status: 'found' }>;

/** What was found of one image. */
export type ImageLook = { name: string } & Found;

/**
 * The candidates of images that make one release, best first for each image. Those with the same tag belong together: of
 * several images only tags that all of them have are taken, for the others' builds are not there yet.
 *
 * @param until - when to leave the rest for the next look, in milliseconds since 1970.
 * @throws RegistryUnavailable, RegistryRefused
 */
export async function pollImages(
  images: DeclaredImage[],
  rule: WatchedRule,
  tools: LookTools,
  until: number,
): Promise<PollOutcome> {
  const looks: ImageLook[] = [];
  for (const { name, repository } of images) {
    const look = await findTags(repository, rule, tools, until);
    if (look.status !== 'found') return look;
    looks.push({ name, ...look });
  }
  const isEverywhere = (tag: string) =>
    looks.every(({ tags }) => tags.some(one => one.tag === tag));
  const candidates = looks.flatMap(({ name, tags }) =>
    tags
      .filter(({ tag }) => isEverywhere(tag))
      .map(found => ({ name, ...found })),
  );
  return {
    status: 'found',
    candidates,
    left: judgeLeftTags(looks, candidates.at(0)?.tag),
  };
}
