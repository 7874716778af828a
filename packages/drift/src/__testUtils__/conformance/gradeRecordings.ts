import type { SchemaCatalog } from '../../schema';
import type { SetResult } from './Grade';
import {
  gradeRecording,
  type Recording,
  type RecordingGrade,
} from './recordings';

const PARTS = [
  'verdict',
  'paths',
  'changes',
  'fields',
  'owners',
  'conflicts',
] as const;

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / Math.max(whole, 1)).toFixed(1)}%`;
}

function tierOne(grades: RecordingGrade[]): SetResult {
  const expected = sum(grades.map(grade => grade.tierOne.expected));
  const missed = sum(grades.map(grade => grade.tierOne.missed.length));
  const extra = sum(grades.map(grade => grade.tierOne.extra.length));
  const beyond = grades.flatMap(grade => grade.tierOne.beyond);
  const found = expected - missed;
  return {
    name: 'recordings, tier one',
    grades: grades.map(({ id, tierOne: { missed: problems } }) => ({
      id,
      problems,
    })),
    notes: [
      `recall ${found} of ${expected} changed paths (${percent(
        found,
        expected,
      )})`,
      `precision ${found} of ${found + extra} (${percent(
        found,
        found + extra,
      )})`,
      `no request can be spared for ${beyond.length} path that neither Git sets nor was applied before: admission would add it`,
    ],
  };
}

function bothTiers(grades: RecordingGrade[]): SetResult {
  return {
    name: 'recordings, both tiers',
    grades: grades.map(grade => ({
      id: grade.id,
      problems: PARTS.flatMap(part =>
        grade[part].map(problem => `${part}: ${problem}`),
      ),
    })),
    baselines: {
      of: grades.length,
      notModified: grades.filter(({ baselines }) => baselines.notModified)
        .length,
      subset: grades.filter(({ baselines }) => baselines.subset).length,
    },
    notes: PARTS.map(part => {
      const right = grades.filter(grade => grade[part].length === 0).length;
      return `${part}: ${right} of ${grades.length} (${percent(
        right,
        grades.length,
      )})`;
    }),
  };
}

/** Grades recordings with and without the server's answer to a dry run. */
export function gradeRecordings({
  recordings,
  catalog,
}: {
  recordings: Recording[];
  catalog: SchemaCatalog;
}): SetResult[] {
  const grades = recordings.flatMap(one => gradeRecording(one, catalog) ?? []);
  return [tierOne(grades), bothTiers(grades)];
}
