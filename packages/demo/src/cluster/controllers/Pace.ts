/** How fast the simulated cluster's machines are. */
export interface Pace {
  /** Until a pod that was created is ready; undefined: it never is. */
  podReadyAfterMs: number | undefined;
  /**
   * The longest that a rollout without progress is waited for, whatever its
   * progressDeadlineSeconds: nobody watches a demo for ten minutes.
   */
  progressDeadlineMs: number;
}

export const DEFAULT_PACE: Pace = {
  podReadyAfterMs: 300,
  progressDeadlineMs: 15_000,
};
