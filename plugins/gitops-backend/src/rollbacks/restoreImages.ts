import {
  editImages,
  findImages,
  formatImageName,
  type ImageTarget,
  type ManifestProblem,
} from '@backstage-gitops/manifests';
import type { Image } from '@backstage-gitops/plugin-gitops-common';
import { type EnvironmentContent, imagesOf } from '../environments/readContent';
import type { Changes } from '../git/tree';
import type { EnvironmentDeclaration } from '../pipelines/Declaration';

/** The images that are to be written, or why they cannot be. */
export type ImagesPlan =
  | { status: 'planned'; changes: Changes; warnings: string[] }
  | { status: 'nothingToDo'; reason: string }
  | { status: 'refused'; reason: string };

/** Never written: it stands for the tag of an image that is named by digest alone, then and now. */
const NO_TAG = 'untagged';

const CHOOSE_BOTH = 'Restore image and configuration instead.';

/** The images an environment held, one for each repository that it named. */
function imagesThen(
  then: EnvironmentContent,
  repositories: string[],
):
  | { status: 'found'; images: Image[]; unnamed: string[] }
  | { status: 'refused'; reason: string } {
  const found = imagesOf(then, repositories);
  if (found.status === 'failed') {
    return {
      status: 'refused',
      reason: `Its images cannot be told as they were then: ${found.problem}`,
    };
  }
  const of = (repository: string) =>
    found.images.filter(image => image.repository === repository);
  const several = repositories.find(repository => of(repository).length > 1);
  if (several) {
    return {
      status: 'refused',
      reason: `It held more than one version of ${several} then: ${of(several)
        .map(formatImageName)
        .join(', ')}. ${CHOOSE_BOTH}`,
    };
  }
  if (found.images.length === 0) {
    return {
      status: 'refused',
      reason: `It named none of this pipeline's images then. ${CHOOSE_BOTH}`,
    };
  }
  return {
    status: 'found',
    images: found.images,
    unnamed: repositories.filter(repository => of(repository).length === 0),
  };
}

/** How an image is written where the environment names it now; undefined where a part of the name is not known. */
function targetFor(
  image: Image,
  now: ReadonlyArray<{ tag?: string; digest?: string }>,
): ImageTarget | undefined {
  const { repository, tag, digest } = image;
  if (tag) return { repository, tag, ...(digest ? { digest } : {}) };
  const isTagged = now.some(reference => reference.tag);
  return isTagged ? undefined : { repository, tag: NO_TAG, digest };
}

function describe(problem: ManifestProblem): string {
  return problem.code === 'digestMissing'
    ? `${problem.path} pins its image by digest now, and then it was named by its tag alone. ${CHOOSE_BOTH}`
    : problem.message;
}

/**
 * Plans to write the images that an environment held, as a promotion writes those of a release: their versions change
 * and no other byte does.
 */
export function restoreImages(options: {
  now: EnvironmentContent;
  then: EnvironmentContent;
  environment: Pick<EnvironmentDeclaration, 'name'>;
  repositories: string[];
}): ImagesPlan {
  const { now, then, environment, repositories } = options;
  const found = imagesThen(then, repositories);
  if (found.status === 'refused') return found;
  const present = findImages(now.tree, now.inputs, repositories);
  if (present.status === 'failed') {
    return { status: 'refused', reason: present.problem.message };
  }
  const images: ImageTarget[] = [];
  for (const image of found.images) {
    const target = targetFor(
      image,
      present.references.filter(
        ({ repository }) => repository === image.repository,
      ),
    );
    if (!target) {
      return {
        status: 'refused',
        reason: `${formatImageName(
          image,
        )} was named by its digest alone then, and a tag is named now. ${CHOOSE_BOTH}`,
      };
    }
    images.push(target);
  }
  const isNamed = (repository: string) =>
    present.references.some(one => one.repository === repository);
  const losesDigest = ({ repository, digest }: Image) =>
    digest !== undefined &&
    present.references.some(
      one => one.repository === repository && !one.digest,
    );
  const result = editImages({
    tree: now.tree,
    inputs: now.inputs,
    images,
  });
  switch (result.status) {
    case 'edited':
      return {
        status: 'planned',
        warnings: [
          ...found.unnamed
            .filter(isNamed)
            .map(
              repository =>
                `${repository} was not named then; it stays as it is.`,
            ),
          ...found.images
            .filter(losesDigest)
            .map(
              image =>
                `${formatImageName(
                  image,
                )} is written without its digest: the place that names it now has none.`,
            ),
        ],
        changes: new Map(
          [...result.files].map(([file, text]) => [file, { text }]),
        ),
      };
    case 'unchanged':
      return {
        status: 'nothingToDo',
        reason: `${environment.name} holds these images already.`,
      };
    default:
      return { status: 'refused', reason: describe(result.problem) };
  }
}
