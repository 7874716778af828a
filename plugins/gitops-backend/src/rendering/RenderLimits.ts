/** How much one rendering may cost. */
export interface RenderLimits {
  /** Longest time of one process, in milliseconds. */
  time: number;
  /** Most that one process may print, in bytes. */
  output: number;
  /** Address space of one process, in bytes. Programs in Go reserve some 0.7 GiB of it before they begin. */
  memory: number;
  /** All files together, in bytes, archives unpacked. */
  input: number;
  /** Most files, what symlinks and archives stand for included. */
  files: number;
  /** Renderings side by side; others wait. */
  concurrency: number;
  /** What is remembered of earlier renderings, in bytes of JSON. */
  cache: number;
}

export const DEFAULT_LIMITS: RenderLimits = {
  time: 30_000,
  output: 16 * 1024 * 1024,
  memory: 2 * 1024 * 1024 * 1024,
  input: 32 * 1024 * 1024,
  files: 10_000,
  concurrency: 2,
  cache: 64 * 1024 * 1024,
};
