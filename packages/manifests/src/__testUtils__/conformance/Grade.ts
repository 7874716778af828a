/** What is wrong with what this package makes of a case; nothing, where the case is passed. */
export interface Grade {
  id: string;
  problems: string[];
  /** Why another answer than the reference's is given on purpose. */
  onPurpose?: string;
  /** What the reference and this package say of a case that both refuse. */
  refusals?: { reference: string; ours: string };
}

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

export function passed(grades: readonly Grade[]): number {
  return grades.filter(
    ({ problems, onPurpose }) => problems.length === 0 && !onPurpose,
  ).length;
}

/** Sets with cases that are not passed, but for those that differ on purpose. */
export function failedSets(results: readonly SetResult[]): string[] {
  return results
    .filter(({ grades }) => grades.some(({ problems }) => problems.length > 0))
    .map(({ name }) => name);
}

/** The problem of another answer than the expected one, if it is another. */
export function unlike(
  what: string,
  expected: unknown,
  got: unknown,
): string[] {
  const [wanted, found] = [expected, got].map(each => JSON.stringify(each));
  return wanted === found
    ? []
    : [`${what} expected: ${wanted}\n      ${what} got:      ${found}`];
}
