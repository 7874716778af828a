import { type Grade, passed, type SetResult } from './Grade';

/** Where this package differs from the references on purpose, whatever the case. */
const ON_PURPOSE = [
  'edits/files: what is refused is refused in words for people, shown beside the reference’s.',
  'edits/files/kustomize-images: a new entry stands behind the others; kustomize and Kargo sort the whole list.',
  'edits/files/json-path: twice the same key, a comment or a comma too much is refused, not passed over.',
  'edits/files/toml-path: a text keeps its quotes and a float stays one; Kargo writes single quotes.',
];

/** A line a set, then what is not passed, and what is refused in other words. */
export function printResults(results: readonly SetResult[]): string {
  return [
    ...results.map(
      ({ name, grades }) => `${name} ${passed(grades)}/${grades.length}`,
    ),
    '',
    'Different on purpose:',
    ...ON_PURPOSE.map(line => `- ${line}`),
    ...linesOf(results, 'Not passed, on purpose:', ({ onPurpose }) =>
      onPurpose ? [onPurpose] : [],
    ),
    ...linesOf(results, 'Not passed:', ({ problems }) => problems),
    ...linesOf(results, 'Refused by both:', ({ refusals }) =>
      refusals
        ? [`reference: ${refusals.reference}`, `ours:      ${refusals.ours}`]
        : [],
    ),
  ].join('\n');
}

function linesOf(
  results: readonly SetResult[],
  title: string,
  detail: (grade: Grade) => string[],
): string[] {
  const lines = results.flatMap(({ name, grades }) =>
    grades.flatMap(grade => {
      const details = detail(grade).map(line => `      ${line}`);
      return details.length === 0 ? [] : [`  ${name} ${grade.id}`, ...details];
    }),
  );
  return lines.length === 0 ? [] : ['', title, ...lines];
}
