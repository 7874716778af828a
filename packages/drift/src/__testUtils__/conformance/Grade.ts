/** What is wrong with what this package makes of a case; nothing, where the case is passed. */
export interface Grade {
  id: string;
  problems: string[];
}

/** How a set went, beside what answers without a thought would have got. */
export interface SetResult {
  name: string;
  grades: Grade[];
  /** Verdicts that "always not modified" and "Git is a subset of live" get right, where a set is about that. */
  baselines?: { of: number; notModified: number; subset: number };
  /** Further figures, each a line. */
  notes?: string[];
}

export function passed(grades: readonly Grade[]): number {
  return grades.filter(({ problems }) => problems.length === 0).length;
}
