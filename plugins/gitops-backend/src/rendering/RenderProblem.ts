/**
 * Ends a rendering with a reason for a person; the Renderer makes it an outcome.
 *
 * - `refused`: the files ask for what is not done;
 * - `broken`: the files cannot be rendered, now or later;
 * - `unable`: it did not work this time, such as a program that is missing or was too slow.
 */
export class RenderProblem extends Error {
  readonly name = 'RenderProblem';

  constructor(readonly kind: 'refused' | 'broken' | 'unable', reason: string) {
    super(reason);
  }
}

export function refuse(reason: string): never {
  throw new RenderProblem('refused', reason);
}

export function fail(reason: string): never {
  throw new RenderProblem('broken', reason);
}
