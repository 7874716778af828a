import { Inputs } from '../inputs/collectInputs';
import { Walk } from '../inputs/Walk';
import { ManifestProblem } from '../problem';
import { assertComplete } from '../references/findImages';
import { imageFault, isSameRepository } from '../references/imageName';
import { isAbout } from '../references/kustomizePlaces';
import { describePlace, Place } from '../references/Place';
import { allPlaces, editsOf, placesOf } from '../references/placesOf';
import { Tree } from '../tree';
import { ambiguityIn } from './ambiguity';
import { Draft } from './Draft';
import { ImageTarget } from './ImageTarget';
import { FileChange } from './lineChanges';
import { writeSlots } from './writeSlots';

/**
 * What {@link editImages} is asked for.
 *
 * @public
 */
export interface EditImagesOptions {
  /** The tree that `inputs` were collected from. */
  tree: Tree;
  inputs: Inputs;
  images: ImageTarget[];
}

/**
 * The answer of {@link editImages}. Nothing is half done: `refused` has no files.
 *
 * @public
 */
export type EditResult =
  | {
      status: 'edited';
      /** The whole new text of each file, by its path in the repository. */
      files: ReadonlyMap<string, string>;
      changes: FileChange[];
    }
  | { status: 'unchanged' }
  | { status: 'refused'; problem: ManifestProblem };

/**
 * Puts images in place in an environment's own files, changing nothing but the
 * characters of their versions. Where only a base names an image, an override
 * is added to the environment. Places keep their form: a tag stays a tag, a
 * digest a digest, quotes stay quotes.
 *
 * Refused, with the candidates named, where nothing or more than one thing
 * could be meant.
 *
 * @throws If `inputs` are not the complete ones of `tree`.
 *
 * @public
 */
export function editImages(options: EditImagesOptions): EditResult {
  const draft = new Draft(options.tree);
  for (const image of options.images) {
    const problem = faultOf(image, options) ?? editImage(draft, image, options);
    if (problem) {
      return { status: 'refused', problem };
    }
  }
  return draft.changed.size === 0
    ? { status: 'unchanged' }
    : { status: 'edited', files: draft.changed, changes: draft.changes() };
}

function faultOf(
  image: ImageTarget,
  { images, inputs }: EditImagesOptions,
): ManifestProblem | undefined {
  const isTwice = images.some(
    other =>
      other !== image && isSameRepository(other.repository, image.repository),
  );
  const fault = isTwice
    ? `${image.repository} is asked for twice`
    : imageFault(image);
  return fault === undefined
    ? undefined
    : {
        code: 'invalidImage',
        path: inputs.path,
        message: `The image cannot be written: ${fault}. Correct the release.`,
      };
}

function editImage(
  draft: Draft,
  image: ImageTarget,
  { inputs }: EditImagesOptions,
): ManifestProblem | undefined {
  const { repository } = image;
  const walk = new Walk(draft.tree());
  const places = placesOf(walk, inputs, repository);
  if (walk.problem) {
    return walk.problem;
  }
  assertComplete(walk);
  const others = othersIn(draft.tree(), inputs, repository);
  const problem =
    missingIn(repository, inputs, places, others) ??
    // What edits name is meant, even where it differs.
    (editsOf(inputs, repository).length === 0
      ? ambiguityIn(repository, places)
      : undefined) ??
    writeSlots(
      walk,
      draft,
      places.flatMap(({ slots }) => slots),
      image,
    );
  return problem ?? sideEffect(draft, inputs, image, others);
}

/** What other images say, to see that it stays. */
function othersIn(tree: Tree, inputs: Inputs, repository: string): Place[] {
  return allPlaces(new Walk(tree), inputs).filter(
    place => !isAbout(place, repository),
  );
}

function missingIn(
  repository: string,
  inputs: Inputs,
  places: Place[],
  others: Place[],
): ManifestProblem | undefined {
  const fixed = places.find(({ slots }) => slots.length === 0);
  if (fixed) {
    return {
      code: 'imageNotFound',
      path: fixed.path,
      line: fixed.line,
      message: `${repository} is named at ${describePlace(
        fixed,
      )}, outside what ${
        inputs.path
      } can write or override. Name the image in the environment's own files.`,
    };
  }
  if (places.length > 0) {
    return undefined;
  }
  const found = others.slice(0, 5).map(describePlace).join(', ');
  return {
    code: 'imageNotFound',
    path: inputs.path,
    message: `Nothing in ${
      inputs.path
    } or its bases names ${repository}. Found ${
      found === '' ? 'no image' : found
    }. Correct the repository in the pipeline file, or name the file and path under 'edits'.`,
  };
}

/** An anchor or a merge key may carry a version on to another image. */
function sideEffect(
  draft: Draft,
  inputs: Inputs,
  { repository }: ImageTarget,
  before: Place[],
): ManifestProblem | undefined {
  if (draft.changed.size === 0) {
    return undefined;
  }
  const after = othersIn(draft.tree(), inputs, repository);
  const changed = before.find(
    ({ repository: name, tag, digest }, index) =>
      after[index]?.repository !== name ||
      after[index]?.tag !== tag ||
      after[index]?.digest !== digest,
  );
  if (!changed && before.length === after.length) {
    return undefined;
  }
  return {
    code: 'sharedValue',
    path: changed?.path ?? inputs.path,
    line: changed?.line,
    message: `Changing ${repository} would also change ${
      changed ? describePlace(changed) : 'another image'
    }, which takes its version from the same anchor. Write the two versions apart.`,
  };
}
