import { editImages } from '../edits/editImages';
import { Inputs } from '../inputs/collectInputs';
import { parseImageName } from '../references/imageName';
import { Tree } from '../tree';
import { Alternative, describeAct, Wish } from './Alternatives';
import { FieldStep } from '../fields/FieldStep';

/** Whether a path is the image of a container. */
export function isImagePath(path: readonly FieldStep[]): boolean {
  return path.at(-1) === 'image' && typeof path.at(-2) !== 'string';
}

/**
 * Writes another version of an image where a release would write it. Undefined
 * where the change is another one, or such a place is not clear.
 */
export function adoptImage(
  tree: Tree,
  inputs: Inputs,
  wish: Wish,
): Alternative | undefined {
  const { path, git, to } = wish.change;
  if (
    !isImagePath(path) ||
    typeof git !== 'string' ||
    to.kind !== 'set' ||
    typeof to.value !== 'string'
  ) {
    return undefined;
  }
  const before = parseImageName(git);
  const { repository, tag, digest } = parseImageName(to.value);
  // A pinned image stays pinned: which digest the new one has is not known.
  const isVersion =
    before.repository === repository &&
    (before.digest === undefined) === (digest === undefined);
  if (!isVersion || tag === undefined) {
    return undefined;
  }
  const edit = editImages({
    tree,
    inputs,
    images: [{ repository, tag, ...(digest === undefined ? {} : { digest }) }],
  });
  return edit.status === 'edited'
    ? {
        files: edit.files,
        explanation: `${describeAct(wish)} in ${[...edit.files.keys()].join(
          ', ',
        )}, where a release writes the image's version.`,
      }
    : undefined;
}
