import type { StoredPipeline } from '../../pipelines/Declaration';
import type { ImageRule } from '../../releases/releaseRules';
import { type DeclaredImage, imagesOf } from './pollImages';

/** A rule of a pipeline, and the images that it makes one release of. */
export interface Watch {
  pipeline: StoredPipeline;
  rule: ImageRule;
  images: DeclaredImage[];
}

/** What is looked for in which repository. */
export function watchedRepositories(
  pipelines: StoredPipeline[],
): Map<string, Watch[]> {
  const watched = new Map<string, Watch[]>();
  for (const pipeline of pipelines) {
    const { images: declared = [], releases = [] } = pipeline.declaration ?? {};
    for (const rule of releases) {
      if (rule.on !== 'image') continue;
      for (const images of imagesOf(rule, declared)) {
        for (const { repository } of images) {
          const watches = watched.get(repository) ?? [];
          watched.set(repository, [...watches, { pipeline, rule, images }]);
        }
      }
    }
  }
  return watched;
}
