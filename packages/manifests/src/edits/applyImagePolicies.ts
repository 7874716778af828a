import { Scalar } from 'yaml';
import { ManifestProblem } from '../problem';
import { parseImageName } from '../references/imageName';
import { Marker, markersIn } from '../references/markers';
import { isBelow, isYaml } from '../tree';
import { replaceScalar } from '../yaml/scalars';
import { parseSource, Source } from '../yaml/source';
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
 * The answer of {@link applyImagePolicies}: the files that differ.
 *
 * @public
 */
export type ImagePoliciesResult =
  | { status: 'edited'; files: ReadonlyMap<string, string> }
  | { status: 'unchanged' }
  | { status: 'refused'; problem: ManifestProblem };

/**
 * Writes chosen images where Flux's markers name their policy,
 * `# {"$imagepolicy": "namespace:name[:name|:tag|:digest]"}`, in the YAML files
 * below a folder.
 *
 * @public
 */
export function applyImagePolicies(
  files: ReadonlyMap<string, string>,
  chosen: ChosenImage[],
  folder: string,
): ImagePoliciesResult {
  const images = new Map(chosen.map(({ policy, image }) => [policy, image]));
  const edited = new Map<string, string>();
  for (const [path, text] of files) {
    // Files without markers need not even be readable.
    const isMarked = text.includes('$imagepolicy');
    if (!isMarked || !isYaml(path) || !isBelow(path, folder)) {
      continue;
    }
    const parsed = parseSource(path, text);
    if (parsed.status === 'failed') {
      return { status: 'refused', problem: parsed.problem };
    }
    const next = writeMarked(parsed.source, images);
    if (next === undefined) {
      return { status: 'refused', problem: unsafe(path) };
    }
    if (next !== text) {
      edited.set(path, next);
    }
  }
  return edited.size === 0
    ? { status: 'unchanged' }
    : { status: 'edited', files: edited };
}

/** The new text; undefined where it would read otherwise than wanted. */
function writeMarked(
  source: Source,
  images: ReadonlyMap<string, string>,
): string | undefined {
  const wanted = new Map<Scalar, string>();
  const edits: TextEdit[] = [];
  for (const marker of markersIn(source)) {
    const next = textFor(marker, images.get(marker.policy));
    if (next === undefined || next === String(marker.node.value)) {
      continue;
    }
    const edit = replaceScalar(source, marker.node, next);
    if (!edit) {
      return undefined;
    }
    wanted.set(marker.node, next);
    edits.push(edit);
  }
  const text = applyTextEdits(source.text, edits);
  const after = parseSource(source.path, text);
  return after.status === 'parsed' &&
    isReplacement(source, after.source, wanted)
    ? text
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

function unsafe(path: string): ManifestProblem {
  return {
    code: 'unsafeEdit',
    path,
    message: `The marked images in ${path} cannot be written without changing something else. Write them there as plain YAML once, by hand.`,
  };
}
