import type { SetResult } from './Grade';

/** What does not show in single cases. */
const NOTES: Record<string, string> = {
  'webhooks/git-push':
    'the requests carry no proof of a secret, which our door would refuse: what is graded is how they are read',
  'webhooks/receiver':
    'where the reference has the secret in its address, the request is sent with the secret in ours',
};

function linesOf({ name, grades }: SetResult): string[] {
  const different = grades.filter(({ onPurpose }) => onPurpose);
  const passed = grades.filter(
    ({ problems, onPurpose }) => problems.length === 0 && !onPurpose,
  );
  const note = NOTES[name];
  return [
    `${name} ${passed.length}/${grades.length}${
      different.length > 0 ? `, ${different.length} different on purpose` : ''
    }`,
    ...(note ? [`  note: ${note}`] : []),
    ...grades.flatMap(({ id, problems, onPurpose }) => [
      ...problems.map(problem => `  ${id}: ${problem}`),
      ...(onPurpose ? [`  ${id}: on purpose: ${onPurpose}`] : []),
    ]),
  ];
}

/** A line for each set, and one for each case that did not come out as the reference has it. */
export function printResults(results: readonly SetResult[]): string {
  return results.flatMap(linesOf).join('\n');
}
