import type { Verdict } from '../verdict';

/** How gates that let something through do so: bypassed ones were not met, and are named. @public */
export function describePassing(gates: Verdict[]): string {
  const bypassed = gates
    .filter(({ status }) => status === 'bypassed')
    .map(({ name }) => name);
  if (bypassed.length === 0) return 'All gates pass.';
  return `All gates pass but ${bypassed.join(' and ')}, bypassed.`;
}
