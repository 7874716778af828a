import type { Found } from './play';

/** What happened how often, most first: a run in which little happens proves little. */
export function report(seed: number, found: Found): string {
  if (found.status === 'broken') return found.story;
  const counts = [...found.tally].sort(([, one], [, other]) => other - one);
  const text = counts.map(([what, times]) => `${what} ${times}`).join(', ');
  return `The model keeps its rules with seed ${seed}: ${text}.\n`;
}
