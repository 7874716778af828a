import { Inputs } from '../inputs/collectInputs';
import { Walk } from '../inputs/Walk';
import { ManifestProblem } from '../problem';
import { isBelow, Tree } from '../tree';
import { placesOf } from './placesOf';

/**
 * Where Inputs name an image.
 *
 * @public
 */
export interface ImageReference {
  /** The repository as it was asked for. */
  repository: string;
  tag?: string;
  digest?: string;
  /** Path in the repository of the place that decides on the version. */
  path: string;
  /** Line in that file, from 1. */
  line: number;
  /** Whether that place is among the environment's own files. */
  own: boolean;
}

/**
 * The answer of {@link findImages}.
 *
 * @public
 */
export type ImagesResult =
  | { status: 'found'; references: ImageReference[] }
  | { status: 'failed'; problem: ManifestProblem };

/**
 * The references to some repositories as they take effect: a kustomization's
 * `images` win over what it builds from, an environment's values over those of
 * its charts. `references` is empty where nothing names a repository, and holds
 * more than one version where it is not clear which one governs.
 *
 * @throws If `inputs` are not the complete ones of `tree`.
 *
 * @public
 */
export function findImages(
  tree: Tree,
  inputs: Inputs,
  repositories: string[],
): ImagesResult {
  const references: ImageReference[] = [];
  for (const repository of repositories) {
    const walk = new Walk(tree);
    const places = placesOf(walk, inputs, repository);
    if (walk.problem) {
      return { status: 'failed', problem: walk.problem };
    }
    assertComplete(walk);
    for (const { path, line, tag, digest } of places) {
      references.push({
        repository,
        ...(tag ? { tag } : {}),
        ...(digest ? { digest } : {}),
        path,
        line,
        own: isBelow(path, inputs.path),
      });
    }
  }
  return { status: 'found', references };
}

/** Inputs are complete once everything they need was read. */
export function assertComplete(walk: Walk): void {
  if (walk.needs.size > 0) {
    const [first] = walk.needs;
    throw new Error(
      `The tree lacks the text of ${first}: use one for which collectInputs answered 'complete'`,
    );
  }
}
