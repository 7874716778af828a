import { isAlias, isScalar, isSeq, Scalar } from 'yaml';
import { ManifestProblem } from '../problem';
import { appendItem, insertAtPath } from '../yaml/insert';
import { encodeScalar, replaceScalar } from '../yaml/scalars';
import { endOf, parseSource, resolve, Source, startOf } from '../yaml/source';
import { applyTextEdits, TextEdit } from '../yaml/textEdits';
import { isInsertion, isReplacement } from '../yaml/verify';
import { findWritten, parsePath, PathSegment } from '../yaml/yamlPath';

/**
 * A text to set at a path such as `a.b[0].c`, `a.b.0.c` or `a[name=app].b`. A
 * key with dots is found where nested keys are not; a last step `-1` appends to
 * a list; `:0` is the key "0".
 *
 * @public
 */
export interface ValueSetting {
  path: string;
  value: string;
}

/**
 * The answer of {@link setValues}.
 *
 * @public
 */
export type SetValuesResult =
  | { status: 'edited'; text: string }
  | { status: 'unchanged' }
  | { status: 'refused'; problem: ManifestProblem };

/**
 * Sets texts in a YAML or JSON file by path, byte-exact: keys that are missing
 * are added, an alias gives way to the text, every other byte stays.
 *
 * @public
 */
export function setValues(
  path: string,
  text: string,
  settings: ValueSetting[],
): SetValuesResult {
  let current = text;
  for (const setting of settings) {
    const parsed = parseSource(path, current);
    if (parsed.status === 'failed') {
      return { status: 'refused', problem: parsed.problem };
    }
    const result = setValue(parsed.source, setting);
    if (result.status === 'refused') {
      return result;
    }
    current = result.text;
  }
  return current === text
    ? { status: 'unchanged' }
    : { status: 'edited', text: current };
}

function setValue(
  source: Source,
  setting: ValueSetting,
): Exclude<SetValuesResult, { status: 'unchanged' }> {
  const path = parsePath(setting.path);
  if (path.status === 'invalid') {
    return refuse(source, setting, `the path cannot be read: ${path.reason}`);
  }
  const segments = path.segments.map(literalKey);
  const [document] = source.documents;
  const written = document && findWritten(document, segments);
  if (isAlias(written)) {
    const edit = {
      start: startOf(written),
      end: endOf(written),
      text: encodeScalar(setting.value, 'PLAIN'),
    };
    return write(source, setting, edit, after => isInsertion(source, after));
  }
  if (isScalar(written)) {
    const edit = replaceScalar(source, written, setting.value);
    const wanted = new Map<Scalar, string>([[written, setting.value]]);
    return write(source, setting, edit, after =>
      isReplacement(source, after, wanted),
    );
  }
  if (written) {
    return refuse(source, setting, 'a map or list is there');
  }
  return write(source, setting, insertion(source, segments, setting), after =>
    isInsertion(source, after),
  );
}

function insertion(
  source: Source,
  segments: PathSegment[],
  { value }: ValueSetting,
): TextEdit | undefined {
  const [document] = source.documents;
  const keys = segments.flatMap(step => (step.kind === 'key' ? step.key : []));
  if (keys.length < segments.length) {
    return undefined;
  }
  if (keys.at(-1) === '-1' && document) {
    const before = segments.slice(0, -1);
    const list = resolve(findWritten(document, before), document);
    return isSeq(list) ? appendItem(source, list, value) : undefined;
  }
  return insertAtPath(source, document, keys, value);
}

function write(
  source: Source,
  setting: ValueSetting,
  edit: TextEdit | undefined,
  isAsWanted: (after: Source) => boolean,
): Exclude<SetValuesResult, { status: 'unchanged' }> {
  if (!edit) {
    return refuse(source, setting, 'something else stands in the way');
  }
  const text = applyTextEdits(source.text, [edit]);
  const after = parseSource(source.path, text);
  return after.status === 'parsed' && isAsWanted(after.source)
    ? { status: 'edited', text }
    : refuse(source, setting, 'that would change something else');
}

function literalKey(segment: PathSegment): PathSegment {
  return segment.kind === 'key' && segment.key.startsWith(':')
    ? { kind: 'key', key: segment.key.slice(1) }
    : segment;
}

function refuse(
  source: Source,
  { path, value }: ValueSetting,
  found: string,
): Exclude<SetValuesResult, { status: 'unchanged' | 'edited' }> {
  return {
    status: 'refused',
    problem: {
      code: 'invalidEdit',
      path: source.path,
      message: `'${value}' cannot be set at '${path}' in ${source.path}: ${found}. Name the path of a text, or of a key to add to a map.`,
    },
  };
}
