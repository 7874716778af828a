import { isAsExpected, type Outcome } from './cases';
import { runImages } from './images';
import { runWindows } from './windows';

/** Every set of cases that this package is graded on. */
export function runConformance(data: string): Map<string, Outcome[]> {
  return new Map([...runWindows(data), ...runImages(data)]);
}

/** What came out otherwise than expected. */
export function wrongOnes(outcomes: Outcome[]): Outcome[] {
  return outcomes.filter(one => !isAsExpected(one));
}
