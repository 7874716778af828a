import type { StoredPipeline } from '../../pipelines/Declaration';
import { type DeclaredImage, imagesOfRule } from '../../releases/imagesOfRule';
import { reservedTags } from '../../releases/releaseRules';
import type { WatchedRule } from './choice';

/** A rule of a pipeline, and the images that it makes one release of. */
export interface Watch {
  pipeline: StoredPipeline;
  rule: WatchedRule;
  images: DeclaredImage[];
}

/** What is looked for in which repository. */
export function watchedRepositories(
  pipelines: StoredPipeline[],
): Map<string, Watch[]> {
  const watched = new Map<string, Watch[]>();
  for (const pipeline of pipelines) {
    const { images: declared = [], releases = [] } = pipeline.declaration ?? {};
    const reserved = reservedTags(releases);
    for (const rule of releases) {
      if (rule.on !== 'image') continue;
      for (const images of imagesOfRule(rule, declared)) {
        for (const { repository } of images) {
          const watches = watched.get(repository) ?? [];
          watched.set(repository, [
            ...watches,
            { pipeline, rule: { ...rule, reserved }, images },
          ]);
        }
      }
    }
  }
  return watched;
}
