import { isScalar } from 'yaml';
import { DataFormat, lineAt } from '../data/DataFormat';
import { DATA_VIEW, dataText } from '../data/DataNode';
import { formatOf } from '../data/formatOf';
import { Inputs } from '../inputs/collectInputs';
import { Walk } from '../inputs/Walk';
import { followPath } from '../paths/followPath';
import { parsePath, PathSegment } from '../paths/parsePath';
import { textOf } from '../yaml/read';
import { resolve, startOf } from '../yaml/source';
import { findWritten } from '../yaml/yamlPath';
import { ExplicitEdit, findEditedFile } from './ExplicitEdit';
import { isSameRepository, parseImageName } from './imageName';
import { Place, Slot, SlotForm, versionIn } from './Place';

/**
 * The places that edits of a pipeline file name, in YAML, JSON or TOML. The walk
 * notes what is wrong with one.
 */
export function explicitPlaces(
  walk: Walk,
  inputs: Inputs,
  edits: readonly ExplicitEdit[],
): Place[] {
  return edits.flatMap(edit => explicitPlace(walk, inputs, edit) ?? []);
}

function explicitPlace(
  walk: Walk,
  inputs: Inputs,
  edit: ExplicitEdit,
): Place | undefined {
  const file = findEditedFile(walk.tree, inputs.path, edit);
  if (file.status !== 'found') {
    return file.status === 'failed' ? walk.fail(file.problem) : undefined;
  }
  const { path } = file;
  const parsed = parsePath(edit.path);
  if (parsed.status === 'invalid') {
    const reason = `the path cannot be read: ${parsed.reason}`;
    return refuse(walk, path, reason, edit);
  }
  const format = formatOf(path);
  const found = format
    ? findInData(walk, path, format, parsed.segments)
    : findInYaml(walk, path, parsed.segments);
  if (found?.status !== 'found') {
    return found && refuse(walk, path, found.reason, edit);
  }
  const text = found.text.trim();
  const form = formOf(text, edit.image);
  return form
    ? {
        path,
        line: found.line,
        repository: edit.image,
        ...versionIn(form, text),
        aliases: [],
        slots: [found.slotOf(form)],
      }
    : refuse(walk, path, `'${text}' there is another image`, edit);
}

/** The one text that a path leads to in a file. */
type FoundText =
  | {
      status: 'found';
      text: string;
      line: number;
      slotOf(form: SlotForm): Slot;
    }
  | { status: 'none'; reason: string };

const NOTHING_THERE: FoundText = { status: 'none', reason: 'nothing is there' };
const NO_TEXT: FoundText = {
  status: 'none',
  reason: 'what is there is no text',
};

/** Undefined where the file cannot be read, as the walk notes. */
function findInYaml(
  walk: Walk,
  path: string,
  segments: PathSegment[],
): FoundText | undefined {
  const source = walk.source(path);
  const found = source?.documents.flatMap(
    document => resolve(findWritten(document, segments), document) ?? [],
  );
  if (!source || !found) {
    return undefined;
  }
  const [node, ...others] = found;
  if (!node) {
    return NOTHING_THERE;
  }
  if (others.length > 0) {
    const lines = found.map(each => source.lineOf(startOf(each))).join(', ');
    const reason = `several documents have it, on lines ${lines}`;
    return { status: 'none', reason };
  }
  const text = textOf(node);
  return isScalar(node) && text !== undefined
    ? {
        status: 'found',
        text,
        line: source.lineOf(startOf(node)),
        slotOf: form => ({ kind: 'scalar', path, node, form }),
      }
    : NO_TEXT;
}

/** As {@link findInYaml}, in JSON or TOML. */
function findInData(
  walk: Walk,
  path: string,
  format: DataFormat,
  segments: PathSegment[],
): FoundText | undefined {
  const file = walk.data(path, format);
  if (!file) {
    return undefined;
  }
  const { root } = file;
  const node = root && followPath(DATA_VIEW, root, segments);
  if (!node) {
    return NOTHING_THERE;
  }
  const written = node.kind === 'scalar' ? dataText(node) : undefined;
  return node.kind === 'scalar' && written !== undefined
    ? {
        status: 'found',
        text: written,
        line: lineAt(file.text, node.start),
        slotOf: form => ({ kind: 'data', path, file, node, form }),
      }
    : NO_TEXT;
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
  walk: Walk,
  file: string,
  found: string,
  { image, path }: ExplicitEdit,
): undefined {
  return walk.fail({
    code: 'invalidEdit',
    path: file,
    message: `'edits' names '${path}' in ${file} for ${image}, but ${found}. Name the path of a text with the image, its tag or its digest.`,
  });
}
