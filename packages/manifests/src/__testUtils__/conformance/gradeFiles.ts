import type { FileCase } from './cases';
import { compareTexts } from './compareTexts';
import { editFiles, type EditedFiles } from './editFiles';
import { type Grade, gradeAll, type SetResult, unlike } from './Grade';

/** Grades edits of files, by what they are asked for with. */
export function gradeFiles(cases: readonly FileCase[]): SetResult[] {
  const kinds = [...new Set(cases.map(({ edit }) => edit.kind))];
  return kinds.map(kind =>
    gradeAll(
      `edits/files/${kind}`,
      cases.filter(({ edit }) => edit.kind === kind),
      gradeFile,
    ),
  );
}

function gradeFile(one: FileCase): Omit<Grade, 'id'> {
  const { expected } = one;
  const got = editFiles(one);
  const { error } = expected;
  if (got.status === 'refused') {
    return error === undefined
      ? { problems: unlike('files', expected.files, got.message) }
      : { problems: [], refusals: { reference: error, ours: got.message } };
  }
  if (error !== undefined) {
    return { problems: unlike('refusal', error, got.files) };
  }
  const texts = gradeTexts(one, got.files);
  return {
    ...texts,
    problems: [
      ...texts.problems,
      ...changedProblems(one, got.files),
      ...changeProblems(one, got),
    ],
  };
}

function gradeTexts(
  { files, expected, compare = 'bytes' }: FileCase,
  got: Record<string, string>,
): Omit<Grade, 'id'> {
  const wanted = expected.files ?? files;
  const compared = [...pathsOf(wanted, got)].map(path => ({
    path,
    verdict: compareTexts(path, compare, wanted[path] ?? '', got[path] ?? ''),
  }));
  const problems = compared
    .filter(({ verdict }) => verdict === 'different')
    .flatMap(({ path }) => unlike(path, wanted[path], got[path]));
  return compared.some(({ verdict }) => verdict === 'indentedAnew')
    ? {
        problems,
        onPurpose:
          'the reference indents the whole file anew; here every byte stays that says nothing of the value.',
      }
    : { problems };
}

function changedProblems(
  { files, expected }: FileCase,
  got: Record<string, string>,
): string[] {
  const changed = [...pathsOf(files, got)]
    .filter(path => got[path] !== files[path])
    .sort();
  return unlike('changed', (expected.changed ?? changed).toSorted(), changed);
}

function pathsOf(...files: Array<Record<string, string>>): Set<string> {
  return new Set(files.flatMap(each => Object.keys(each)));
}

function changeProblems(
  { expected }: FileCase,
  { changes = [] }: Extract<EditedFiles, { status: 'edited' }>,
): string[] {
  if (!expected.changes) {
    return [];
  }
  const wanted = Object.entries(expected.changes).flatMap(([path, all]) =>
    all.map(each => [path, each.old, each.new, each.setter].join(' ')),
  );
  const got = changes.map(({ path, before, after, setter }) =>
    [path, before, after, setter].join(' '),
  );
  return unlike('changes', wanted.sort(), got.sort());
}
