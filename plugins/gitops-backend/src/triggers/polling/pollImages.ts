import type { ImageRule } from '../../releases/releaseRules';
import type { Candidate } from './choice';
import {
  findTags,
  type FoundTags,
  type LookTools,
  type PassedOver,
} from './findTags';

/** An image as a pipeline file declares it. */
export interface DeclaredImage {
  name: string;
  repository: string;
}

/** What came of a look at the images of a rule. */
export type PollOutcome =
  | { status: 'found'; candidates: Candidate[]; passedOver: PassedOver[] }
  | Exclude<FoundTags, Found>;

type Found = Extract<FoundTags, { status: 'found' }>;

/**
 * The images that a rule makes releases of: several in one release where it lists them, and each by itself where it
 * names none.
 */
export function imagesOf(
  rule: ImageRule,
  declared: DeclaredImage[],
): DeclaredImage[][] {
  const named = (names: string[]) =>
    declared.filter(({ name }) => names.includes(name));
  if (rule.images) return [named(rule.images)];
  if (rule.image) return [named([rule.image])];
  return declared.map(image => [image]);
}

/**
 * The candidates of images that make one release, best first for each image. Those with the same tag belong together: of
 * several images only tags that all of them have are taken, for the others' builds are not there yet.
 *
 * @param until - when to leave the rest for the next look, in milliseconds since 1970.
 * @throws RegistryUnavailable, RegistryRefused
 */
export async function pollImages(
  images: DeclaredImage[],
  rule: ImageRule,
  tools: LookTools,
  until: number,
): Promise<PollOutcome> {
  const looks: Array<{ name: string } & Found> = [];
  for (const { name, repository } of images) {
    const look = await findTags(repository, rule, tools, until);
    if (look.status !== 'found') return look;
    looks.push({ name, ...look });
  }
  const isEverywhere = (tag: string) =>
    looks.every(({ tags }) => tags.some(one => one.tag === tag));
  return {
    status: 'found',
    candidates: looks.flatMap(({ name, tags }) =>
      tags
        .filter(({ tag }) => isEverywhere(tag))
        .map(found => ({ name, ...found })),
    ),
    passedOver: looks.flatMap(({ passedOver }) => passedOver),
  };
}
