import { Reading, readingsOf } from '../yaml/reading';
import { parseSource } from '../yaml/source';
import { FieldStep } from './FieldStep';
import { locate } from './locate';

/**
 * Some texts of each document of a YAML file; `reason` is for a person.
 *
 * @public
 */
export type YamlFields<Name extends string> =
  | { status: 'read'; documents: Array<Partial<Record<Name, string>>> }
  | { status: 'refused'; reason: string };

function textOf(reading: Reading): string | undefined {
  return typeof reading === 'string' && reading.startsWith('s:')
    ? reading.slice('s:'.length)
    : undefined;
}

/**
 * Reads texts by their paths from every document of a YAML file, so that one of several can be told by what it says of
 * itself. What is missing, and what is no text, is left out.
 *
 * @public
 */
export function readYamlFields<Name extends string>(
  file: { path: string; text: string },
  fields: Record<Name, readonly FieldStep[]>,
): YamlFields<Name> {
  const parsed = parseSource(file.path, file.text);
  if (parsed.status === 'failed') {
    return { status: 'refused', reason: parsed.problem.message };
  }
  const names = Object.keys(fields) as Name[];
  const documents = readingsOf(parsed.source).map(root => {
    const texts: Partial<Record<Name, string>> = {};
    for (const name of names) {
      const found = locate(root, fields[name]);
      const text = found.status === 'there' ? textOf(found.reading) : undefined;
      if (text !== undefined) {
        texts[name] = text;
      }
    }
    return texts;
  });
  return { status: 'read', documents };
}
