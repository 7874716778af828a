import { Scalar } from 'yaml';
import { ManifestProblem } from '../problem';
import { imageFault, parseImageName } from '../references/imageName';
import { Marker, markersIn } from '../references/markers';
import { basename, isBelow } from '../tree';
import { textOf } from '../yaml/read';
import { replaceScalar } from '../yaml/scalars';
import { parseSource, Source, startOf } from '../yaml/source';
import { applyTextEdits, TextEdit } from '../yaml/textEdits';
import { isReplacement } from '../yaml/verify';

/**
 * The image that a Flux ImagePolicy has chosen.
 *
 * @public
 */
export interface ChosenImage {
  /** `namespace:name` of the policy. */
  policy: string;
  /** Such as `ghcr.io/acme/app:v2@sha256:...`. */
  image: string;
}

/**
 * One marked text that has changed.
 *
 * @public
 */
export interface PolicyChange {
  path: string;
  /** Line in that file, from 1. */
  line: number;
  /** What the marker names: `namespace:name`, or that with `:name`, `:tag` or `:digest`. */
  setter: string;
  before: string;
  after: string;
}

/**
 * The answer of {@link applyImagePolicies}, with the files that differ. Nothing
 * is half done: a marked file that cannot be read refuses all.
 *
 * @public
 */
export type ImagePoliciesResult =
  | {
      status: 'edited';
      files: ReadonlyMap<string, string>;
      changes: PolicyChange[];
    }
  | { status: 'unchanged' }
  | { status: 'refused'; problem: ManifestProblem };

/**
 * Writes chosen images where Flux's markers name their policy,
 * `# {"$imagepolicy": "namespace:name[:name|:tag|:digest]"}`, in the YAML files
 * below a folder, given as in `spec.update.path` of an ImageUpdateAutomation. A
 * marked digest stays where the chosen image has none.
 *
 * @public
 */
export function applyImagePolicies(
  files: ReadonlyMap<string, string>,
  chosen: readonly ChosenImage[],
  folder: string,
): ImagePoliciesResult {
  const images = new Map<string, string>();
  for (const { policy, image } of chosen) {
    const fault = imageFault(parseImageName(image));
    if (fault !== undefined) {
      return {
        status: 'refused',
        problem: invalidImage(policy, fault, folder),
      };
    }
    images.set(policy, image);
  }
  const edited = new Map<string, string>();
  const changes: PolicyChange[] = [];
  for (const [path, text] of files) {
    // Files without markers need not even be readable.
    const isMarked = text.includes('$imagepolicy');
    if (!isMarked || !isRead(path) || !isBelow(path, normalise(folder))) {
      continue;
    }
    const parsed = parseSource(path, text);
    if (parsed.status === 'failed') {
      return { status: 'refused', problem: parsed.problem };
    }
    const written = writeMarked(parsed.source, images);
    if (!written) {
      return { status: 'refused', problem: unsafe(path) };
    }
    if (written.changes.length > 0) {
      edited.set(path, written.text);
      changes.push(...written.changes);
    }
  }
  return edited.size === 0
    ? { status: 'unchanged' }
    : { status: 'edited', files: edited, changes };
}

/** The files that Flux reads. */
function isRead(path: string): boolean {
  return /\.ya?ml$/.test(path) || basename(path) === 'Kustomization';
}

/** `./a/` is `a`, and no folder is above the repository. */
function normalise(folder: string): string {
  const names: string[] = [];
  for (const name of folder.split('/')) {
    if (name === '..') {
      names.pop();
    } else if (name !== '' && name !== '.') {
      names.push(name);
    }
  }
  return names.join('/');
}

/** The new text; undefined where it would read otherwise than wanted. */
function writeMarked(
  source: Source,
  images: ReadonlyMap<string, string>,
): { text: string; changes: PolicyChange[] } | undefined {
  const wanted = new Map<Scalar, string>();
  const edits: TextEdit[] = [];
  const changes: PolicyChange[] = [];
  for (const marker of markersIn(source)) {
    const { node, policy, part } = marker;
    const before = textOf(node) ?? '';
    const after = textFor(marker, images.get(policy));
    if (after === undefined || after === before) {
      continue;
    }
    const edit = replaceScalar(source, node, after);
    if (!edit) {
      return undefined;
    }
    wanted.set(node, after);
    edits.push(edit);
    changes.push({
      path: source.path,
      line: source.lineOf(startOf(node)),
      setter: part === 'all' ? policy : `${policy}:${part}`,
      before,
      after,
    });
  }
  const text = applyTextEdits(source.text, edits);
  const after = parseSource(source.path, text);
  return after.status === 'parsed' &&
    isReplacement(source, after.source, wanted)
    ? { text, changes }
    : undefined;
}

function textFor(
  { part }: Marker,
  image: string | undefined,
): string | undefined {
  if (image === undefined || part === 'all') {
    return image;
  }
  const { repository, tag, digest } = parseImageName(image);
  return { name: repository, tag, digest }[part];
}

function invalidImage(
  policy: string,
  fault: string,
  path: string,
): ManifestProblem {
  return {
    code: 'invalidImage',
    path,
    message: `The image that ${policy} has chosen cannot be written: ${fault}. Correct the policy.`,
  };
}

function unsafe(path: string): ManifestProblem {
  return {
    code: 'unsafeEdit',
    path,
    message: `The marked images in ${path} cannot be written without changing something else. Write them there as plain YAML once, by hand.`,
  };
}
