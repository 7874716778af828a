import { createHash } from 'node:crypto';
import {
  collectInputs,
  findImages,
  type Inputs,
  type Tree,
} from '@backstage-gitops/manifests';
import type { Image } from '@backstage-gitops/plugin-gitops-common';
import { type Mirror } from '../git/Mirror';
import type { EnvironmentDeclaration } from '../pipelines/Declaration';

/** Files by path, as a commit has them. */
export type Listing = Awaited<ReturnType<Mirror['tree']>>;

/** Rounds of reading that following references may take. */
const MAX_ROUNDS = 50;

/** An environment's files at one commit. */
export interface EnvironmentContent {
  commit: string;
  tree: Tree;
  inputs: Inputs;
  /** Path to object id: the environment's own files, and those it shares with others. */
  own: ReadonlyMap<string, string>;
  shared: ReadonlyMap<string, string>;
  /** Digest over the environment's own files. */
  digest: string;
}

/** What reading came to; `failed` says to a person what is wrong with the files. */
export type ContentResult =
  | { status: 'read'; content: EnvironmentContent }
  | { status: 'failed'; problem: string };

/** The kinds of a listing's files, once for all who read it: what is made of them is kept by their identity. */
const kindsOf = new WeakMap<Listing, Tree['entries']>();

function entriesOf(listing: Listing): Tree['entries'] {
  const known = kindsOf.get(listing);
  if (known) return known;
  const entries = new Map(
    [...listing].map(([file, entry]) => [file, entry.kind]),
  );
  kindsOf.set(listing, entries);
  return entries;
}

function digestOf(own: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256');
  for (const [path, objectId] of [...own].sort(([a], [b]) =>
    a < b ? -1 : 1,
  )) {
    hash.update(`${path}\0${objectId}\0`);
  }
  return hash.digest('hex');
}

/** Reads an environment's Inputs at a commit by following its files. */
export async function readContent(
  mirror: Mirror,
  commit: string,
  environment: Pick<EnvironmentDeclaration, 'place' | 'edits'>,
): Promise<ContentResult> {
  return followFiles(mirror, commit, await mirror.tree(commit), environment);
}

/** Reads an environment's Inputs in a listing of files that may differ from the commit's own. */
export async function followFiles(
  mirror: Mirror,
  commit: string,
  listing: Listing,
  { place: { path }, edits }: Pick<EnvironmentDeclaration, 'place' | 'edits'>,
): Promise<ContentResult> {
  const entries = entriesOf(listing);
  const files = new Map<string, string>();
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const tree: Tree = { entries, files };
    const result = collectInputs(tree, path, edits);
    if (result.status === 'failed') {
      return { status: 'failed', problem: result.problem.message };
    }
    if (result.status === 'complete') {
      const objectIds = (paths: string[]) =>
        new Map(
          paths.flatMap((file): Array<[string, string]> => {
            const entry = listing.get(file);
            return entry ? [[file, entry.objectId]] : [];
          }),
        );
      const own = objectIds(result.inputs.own);
      return {
        status: 'read',
        content: {
          commit,
          tree,
          inputs: result.inputs,
          own,
          shared: objectIds(result.inputs.shared),
          digest: digestOf(own),
        },
      };
    }
    const wanted = result.paths.flatMap(file => {
      const entry = listing.get(file);
      return entry ? [{ file, objectId: entry.objectId }] : [];
    });
    const blobs = await mirror.blobs(wanted.map(({ objectId }) => objectId));
    for (const { file, objectId } of wanted) {
      files.set(file, blobs.get(objectId)?.toString() ?? '');
    }
  }
  return {
    status: 'failed',
    problem: `${path} refers to files that refer to files, more than ${MAX_ROUNDS} levels deep.`,
  };
}

/** The images that take effect in an environment, one for each distinct version. */
export function imagesOf(
  content: EnvironmentContent,
  repositories: string[],
):
  | { status: 'found'; images: Image[] }
  | { status: 'failed'; problem: string } {
  const result = findImages(content.tree, content.inputs, repositories);
  if (result.status === 'failed') {
    return { status: 'failed', problem: result.problem.message };
  }
  const images = new Map<string, Image>();
  for (const { repository, tag, digest } of result.references) {
    images.set(`${repository}:${tag ?? ''}@${digest ?? ''}`, {
      repository,
      ...(tag ? { tag } : {}),
      ...(digest ? { digest } : {}),
    });
  }
  return { status: 'found', images: [...images.values()] };
}
