import { isSameReading, NOTHING, Reading, readingOf } from '../yaml/reading';
import { parseSource, Source } from '../yaml/source';
import { applyTextEdits } from '../yaml/textEdits';
import { Writing } from './difference';
import { editsFor } from './editsFor';
import { withReading } from './locate';

/** A document of a file. */
export interface DocumentPlace {
  source: Source;
  /** Its place among the documents of the file, from 0. */
  document: number;
}

/** What became of a text. */
export type Written =
  | { status: 'edited'; text: string; source: Source; line: number }
  /** The way leads through an alias or a merge key. */
  | { status: 'shared'; line: number }
  /** The text would read otherwise than wanted; `source` is how far it came. */
  | { status: 'otherwise'; source: Source; line: number }
  | { status: 'impossible' };

/**
 * Writes places of one document, one after the other. Each text is read back:
 * it counts only where `read` makes of it what it made of the text before, but
 * for the place that was written.
 */
export function writeFields(
  { source: before, document }: DocumentPlace,
  writings: Writing[],
  read: (source: Source) => Reading[],
): Written {
  let source = before;
  let wanted = documentsOf(read(before));
  let line = 0;
  for (const writing of writings) {
    const planned = editsFor(source, source.documents[document], writing);
    if (planned.status === 'impossible') {
      return planned;
    }
    const at = source.lineOf(planned.at);
    if (planned.status === 'shared') {
      return { status: 'shared', line: at };
    }
    wanted = wanted.map((reading, index) =>
      index === document ? withWriting(reading, writing) : reading,
    );
    const text = applyTextEdits(source.text, planned.edits);
    const after = parseSource(source.path, text);
    if (
      after.status === 'failed' ||
      !isSameReading(documentsOf(read(after.source)), wanted)
    ) {
      return { status: 'otherwise', source, line: at };
    }
    source = after.source;
    line ||= at;
  }
  return { status: 'edited', text: source.text, source, line };
}

/** A file without documents is one without content. */
function documentsOf(readings: Reading[]): Reading[] {
  return readings.length === 0 ? [NOTHING] : readings;
}

function withWriting(reading: Reading, { at, value }: Writing): Reading {
  return withReading(
    reading,
    at,
    value === undefined ? undefined : readingOf(value),
  );
}
