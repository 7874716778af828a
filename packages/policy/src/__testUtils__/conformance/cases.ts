import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One case of a reference implementation. */
export interface Case {
  id: string;
  expected: unknown;
}

/** How one case came out. */
export interface Outcome extends Case {
  got: unknown;
}

/** Answers every case of a file. */
export function runCases<T extends Case>(
  data: string,
  file: string,
  answer: (one: T) => unknown,
): Outcome[] {
  const cases: T[] = JSON.parse(
    readFileSync(join(data, `${file}.json`), 'utf8'),
  );
  return cases.map(one => ({
    id: one.id,
    expected: one.expected,
    got: answer(one),
  }));
}

/** Is the outcome the expected one? Of an error the text must be part of ours. */
export function isAsExpected({ expected, got }: Outcome): boolean {
  const { error } = Object(expected) as { error?: unknown };
  if (typeof error === 'string') {
    return String((Object(got) as { error?: unknown }).error).includes(error);
  }
  return JSON.stringify(expected) === JSON.stringify(got);
}
