import { Refusal, toHostError } from './errors';

/** What GitLab answered where some of its refusals are answers too. */
export type Answer<T> =
  | { status: 'ok'; data: T }
  | { status: 'refused'; code: number; message: string };

/**
 * Asks GitLab for something.
 *
 * @param what - the rest of the sentence "GitLab could not ..."
 */
export async function ask<T>(what: string, request: Promise<T>): Promise<T> {
  try {
    return await request;
  } catch (error) {
    throw toHostError(what, error);
  }
}

/** Like {@link ask}, with the refusals of these codes as values. */
export async function askOr<T>(
  codes: readonly number[],
  what: string,
  request: Promise<T>,
): Promise<Answer<T>> {
  try {
    return { status: 'ok', data: await request };
  } catch (error) {
    if (error instanceof Refusal && codes.includes(error.status)) {
      return { status: 'refused', code: error.status, message: error.message };
    }
    throw toHostError(what, error);
  }
}
