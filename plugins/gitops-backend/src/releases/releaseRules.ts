import { RE2JS } from 're2js';
import type { PipelineWide } from '../pipelines/Declaration';
import type { StoredRelease } from '../store/ReleaseStore';

/** The rules that make releases of an image. */
export function rulesAbout({ releases }: PipelineWide, image: string) {
  return releases
    .filter(rule => rule.on === 'image')
    .filter(rule => (rule.images ?? [rule.image ?? image]).includes(image));
}

/** Does one of the rules make a release of an image with this tag? */
export function acceptsTag(
  declared: PipelineWide,
  image: string,
  tag: string,
): boolean {
  return rulesAbout(declared, image).some(
    rule =>
      (!rule.tags || RE2JS.compile(rule.tags).matcher(tag).find()) &&
      !(rule.ignore && RE2JS.compile(rule.ignore).matcher(tag).find()),
  );
}

/** Would these rules have made this release? */
export function isMadeBy(
  declared: PipelineWide,
  { trigger, images }: StoredRelease,
): boolean {
  return images.every(({ repository, tag }) => {
    const image = declared.images.find(one => one.repository === repository);
    if (!image) return false;
    return trigger === 'image'
      ? acceptsTag(declared, image.name, tag)
      : declared.releases.some(({ on }) => on === trigger);
  });
}
