import { passed, type SetResult } from './Grade';

/** Where this package differs from a reference on purpose, and why. */
const ON_PURPOSE = [
  'health/argocd: statuses are graded, messages are not: ours say the same in other words.',
  'recordings, tier one: what admission would add to an object that it did not see yet is only known to the server.',
  'drift/server-side: admission is left out as Argo CD does it; the product shows it as Overridden instead.',
  'drift/mask: annotations of Secrets are shown unless they are named, as Argo CD has it; the product hides all of them.',
];

function row(cells: string[], widths: number[]): string {
  return cells
    .map((cell, index) =>
      index === 0 ? cell.padEnd(widths[index]) : cell.padStart(widths[index]),
    )
    .join('  ')
    .trimEnd();
}

/** A table of the sets, what is not passed, and what differs on purpose. */
export function printResults(results: readonly SetResult[]): string {
  const table = [
    ['set', 'cases', 'passed', 'not modified', 'Git in live'],
    ...results.map(({ name, grades, baselines }) => [
      name,
      String(grades.length),
      String(passed(grades)),
      baselines ? `${baselines.notModified}/${baselines.of}` : '-',
      baselines ? `${baselines.subset}/${baselines.of}` : '-',
    ]),
  ];
  const widths = table[0].map((_, index) =>
    Math.max(...table.map(cells => cells[index].length)),
  );
  const notes = results.flatMap(({ name, notes: lines = [] }) =>
    lines.map(line => `${name}: ${line}`),
  );
  const failures = results.flatMap(({ name, grades }) =>
    grades
      .filter(({ problems }) => problems.length > 0)
      .map(({ id, problems }) => `${name} ${id}: ${problems.join('; ')}`),
  );
  return [
    ...table.map(cells => row(cells, widths)),
    '',
    ...notes,
    '',
    'Different on purpose:',
    ...ON_PURPOSE.map(line => `- ${line}`),
    ...(failures.length > 0 ? ['', 'Not passed:', ...failures] : []),
  ].join('\n');
}
