const FINITE_KIND =
  /(?:Run|Job|Task|Workflow|Experiment|Backup|Restore|Build|Test|Migration|Execution|Analysis|Evaluation|Promotion|Challenge|Request)$/;

/** Does a kind run to an end, by its name? For it, running is on the way. */
export function isFiniteKind(kind: string): boolean {
  return FINITE_KIND.test(kind);
}
