import { isScalar } from 'yaml';
import { Inputs } from '../inputs/collectInputs';
import { resolvePath } from '../inputs/resolvePath';
import { Walk } from '../inputs/Walk';
import { ManifestProblem } from '../problem';
import { isSameRepository, parseImageName } from '../references/imageName';
import { Place, SlotForm, versionIn } from '../references/Place';
import { isBelow } from '../tree';
import { textOf } from '../yaml/read';
import { resolve, startOf } from '../yaml/source';
import { findWritten, parsePath } from '../yaml/yamlPath';

/**
 * A place to write, named where discovery is not enough.
 *
 * @public
 */
export interface ExplicitEdit {
  /** The image's repository. */
  image: string;
  /** Relative to the environment's path, or a path in the repository below it. */
  file: string;
  /** Such as `spec.image.tag`, `containers[0].image`, `a[name=app].image`. */
  path: string;
}

export type ExplicitResult =
  | { status: 'found'; place: Place }
  | { status: 'failed'; problem: ManifestProblem };

/** The place that an explicit edit names. */
export function explicitPlace(
  walk: Walk,
  inputs: Inputs,
  edit: ExplicitEdit,
): ExplicitResult {
  const file = fileOf(walk, inputs, edit.file);
  if (typeof file !== 'string') {
    return { status: 'failed', problem: file };
  }
  const path = parsePath(edit.path);
  if (path.status === 'invalid') {
    return refuse(file, `the path cannot be read: ${path.reason}`, edit);
  }
  const source = walk.source(file);
  if (!source) {
    return walk.problem
      ? { status: 'failed', problem: walk.problem }
      : refuse(file, 'that file was not read', edit);
  }
  const found = source.documents.flatMap(document => {
    const node = resolve(findWritten(document, path.segments), document);
    return node ?? [];
  });
  const [node, ...others] = found;
  if (!node) {
    return refuse(file, 'nothing is there', edit);
  }
  if (others.length > 0) {
    const lines = found.map(each => source.lineOf(startOf(each))).join(', ');
    return refuse(file, `several documents have it, on lines ${lines}`, edit);
  }
  const text = textOf(node)?.trim();
  if (!isScalar(node) || text === undefined) {
    return refuse(file, 'what is there is no text', edit);
  }
  const form = formOf(text, edit.image);
  if (!form) {
    return refuse(file, `'${text}' there is another image`, edit);
  }
  return {
    status: 'found',
    place: {
      path: file,
      line: source.lineOf(startOf(node)),
      repository: edit.image,
      ...versionIn(form, text),
      aliases: [],
      slots: [{ kind: 'scalar', path: file, node, form }],
    },
  };
}

function fileOf(
  walk: Walk,
  inputs: Inputs,
  file: string,
): string | ManifestProblem {
  for (const folder of [inputs.path, '']) {
    const resolved = resolvePath(walk.tree, folder, file);
    if (resolved.status === 'failed') {
      return resolved.problem;
    }
    if (resolved.status === 'found' && resolved.kind === 'file') {
      return isBelow(resolved.path, inputs.path)
        ? resolved.path
        : {
            code: 'invalidEdit',
            path: resolved.path,
            message: `'edits' names ${file}, which is not below the environment's path ${inputs.path}: a base is never edited. Name a file of the environment.`,
          };
    }
  }
  return {
    code: 'invalidEdit',
    path: file,
    message: `'edits' names ${file}, which is not there. Name a file below ${inputs.path}.`,
  };
}

function formOf(text: string, repository: string): SlotForm | undefined {
  const name = parseImageName(text);
  if (isSameRepository(name.repository, repository) && text !== '') {
    return 'reference';
  }
  if (/^[a-z0-9]+:[0-9a-f]{32,}$/i.test(text)) {
    return 'digest';
  }
  if (name.repository.includes('/') || name.tag !== undefined) {
    return undefined;
  }
  return text.includes('@') ? 'tagAndDigest' : 'tag';
}

function refuse(
  file: string,
  found: string,
  { image, path }: ExplicitEdit,
): ExplicitResult {
  return {
    status: 'failed',
    problem: {
      code: 'invalidEdit',
      path: file,
      message: `'edits' names '${path}' in ${file} for ${image}, but ${found}. Name the path of a text with the image, its tag or its digest.`,
    },
  };
}
