import { isPlainSafe } from '../..';
import { type PlainCase, readCases } from './cases';
import { gradeFiles } from './gradeFiles';
import { gradeAll, type SetResult, unlike } from './Grade';
import { gradeMerging, gradeParsing } from './gradeOverrides';

/** Grades what this package makes of the cases in a folder. */
export function runConformance(folder: string): SetResult[] {
  const { files, merge, parse, plain } = readCases(folder);
  return [
    ...gradeFiles(files),
    gradeMerging(merge),
    gradeParsing(parse),
    gradePlain(plain),
  ];
}

function gradePlain(cases: readonly PlainCase[]): SetResult {
  return gradeAll('edits/plain-scalar', cases, ({ value, expected }) => ({
    problems: unlike('safe', expected.plainIsSafe, isPlainSafe(value)),
  }));
}
