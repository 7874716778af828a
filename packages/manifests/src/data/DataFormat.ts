import { ManifestProblem, ManifestProblemCode } from '../problem';
import { ParsedText } from '../text/TextReader';
import { ScalarValue } from '../yaml/content';
import { isSameReading } from '../yaml/reading';
import { checkText } from '../yaml/source';
import { applyTextEdits, TextEdit } from '../yaml/textEdits';
import { DataNode, dataReading, DataScalar } from './DataNode';

/** A scalar that a format can hold. */
export type DataValue = Exclude<ScalarValue, null>;

/** A scalar as it is to be written, and what a reader is to make of it. */
export interface WrittenScalar {
  text: string;
  reading: string;
}

/** A format of data other than YAML. */
export interface DataFormat<T extends DataNode = DataNode> {
  name: 'JSON' | 'TOML';
  code: ManifestProblemCode;
  /** Without a root where a text says nothing. */
  parse(text: string): ParsedText<T | undefined>;
  /** Writes a value in the place of another; undefined where there is no such value. */
  write(value: DataValue, node: DataScalar): WrittenScalar | undefined;
}

export type ReadData<T> =
  | { status: 'read'; root: T | undefined }
  | { status: 'failed'; problem: ManifestProblem };

/** A file as it is read; a slot's node is one of `root`. */
export interface DataFile {
  format: DataFormat;
  text: string;
  root: DataNode | undefined;
}

/** Reads a file of a format. */
export function readData<T extends DataNode>(
  { name, code, parse }: DataFormat<T>,
  { path, text }: { path: string; text: string },
): ReadData<T> {
  const unreadable = checkText(path, text);
  if (unreadable) {
    return { status: 'failed', problem: unreadable };
  }
  const parsed = parse(text);
  if (parsed.status === 'parsed') {
    return { status: 'read', root: parsed.root };
  }
  const line = lineAt(text, parsed.offset);
  return {
    status: 'failed',
    problem: {
      code,
      path,
      line,
      message: `${path}:${line} is not valid ${name}: ${parsed.found}. Correct the file.`,
    },
  };
}

/** The line of an offset, from 1. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

export type Replaced =
  | { status: 'set'; text: string }
  | { status: 'refused'; reason: string };

/**
 * Puts other scalars in the place of some. The text is read back: it counts only
 * where nothing but those scalars reads otherwise.
 */
export function replaceData(
  format: DataFormat,
  text: string,
  root: DataNode | undefined,
  values: ReadonlyMap<DataScalar, DataValue>,
): Replaced {
  const edits: TextEdit[] = [];
  const readings = new Map<DataScalar, string>();
  for (const [node, value] of values) {
    const written = format.write(value, node);
    if (!written) {
      return { status: 'refused', reason: `${format.name} has no such number` };
    }
    if (written.reading !== node.reading) {
      edits.push({ start: node.start, end: node.end, text: written.text });
      readings.set(node, written.reading);
    }
  }
  const after = applyTextEdits(text, edits);
  const again = format.parse(after);
  const wanted = dataReading(root, readings);
  return again.status === 'parsed' &&
    isSameReading(dataReading(again.root), wanted)
    ? { status: 'set', text: after }
    : { status: 'refused', reason: 'that would change something else' };
}
