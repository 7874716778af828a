/** What is wrong with what this package makes of a case; nothing, where the case is passed. */
export interface Grade {
  id: string;
  problems: string[];
  /** Why another answer than the reference's is given on purpose. */
  onPurpose?: string;
}

/** How a set went. */
export interface SetResult {
  name: string;
  grades: Grade[];
}

/** Grades each case; one at which the code breaks is not passed, the others count. */
export function gradeAll<T extends { id: string }>(
  name: string,
  cases: readonly T[],
  grade: (one: T) => Omit<Grade, 'id'>,
): SetResult {
  const gradeOne = (one: T): Grade => {
    try {
      return { id: one.id, ...grade(one) };
    } catch (error) {
      return { id: one.id, problems: [String(error)] };
    }
  };
  return { name, grades: cases.map(gradeOne) };
}

/** The problem of another answer than the expected one, if it is another. */
export function unlike(expected: unknown, got: unknown): string[] {
  const [wanted, found] = [expected, got].map(each => JSON.stringify(each));
  return wanted === found ? [] : [`expected ${wanted}, got ${found}`];
}

/** Sets with cases that are not passed, but for those that differ on purpose. */
export function failedSets(results: readonly SetResult[]): string[] {
  return results
    .filter(({ grades }) => grades.some(({ problems }) => problems.length > 0))
    .map(({ name }) => name);
}
