import type { Gate } from '@backstage-gitops/plugin-gitops-common';

const WORDS: Record<Gate['status'], string> = {
  passed: 'passed',
  bypassed: 'bypassed',
  waiting: 'waiting',
  needsSomeone: 'needing someone',
  failed: 'failed',
};

/** How many gates said what, such as `6 passed, 1 bypassed`. */
export function countVerdicts(gates: Gate[]): string {
  const counts = new Map<Gate['status'], number>();
  for (const { status } of gates) {
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  return Object.entries(WORDS)
    .flatMap(([status, word]) => {
      const count = counts.get(status as Gate['status']);
      return count === undefined ? [] : [`${count} ${word}`];
    })
    .join(', ');
}
