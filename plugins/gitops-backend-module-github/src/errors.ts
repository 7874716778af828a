import { TerminalHostError } from '@backstage-gitops/plugin-gitops-node';
import type { RequestError } from '@octokit/request-error';

/** A failure that passes: the host is down, slow, or asks for patience. */
export class RetryableHostError extends Error {
  readonly name = 'RetryableHostError';
}

/** Did the host refuse a request? Clients of other versions have a class of their own for it, with the same name. */
export function isRefusal(error: unknown): error is RequestError {
  return (
    error instanceof Error && error.name === 'HttpError' && 'status' in error
  );
}

/** Refusals that say nothing about the request, only that it comes too early. */
function isLimit({ status, message, response }: RequestError): boolean {
  return (
    status === 429 ||
    (status === 403 &&
      (/\brate limit\b/i.test(message) ||
        response?.headers['retry-after'] !== undefined ||
        response?.headers['x-ratelimit-remaining'] === '0'))
  );
}

/** The host's own words, without the address of its documentation. */
export function wordsOf({ message }: RequestError): string {
  return message.replace(/ - https?:\/\/\S+$/, '');
}

/** What to do about credentials that do not suffice. */
export const CREDENTIALS =
  'The credentials do not allow it; see what the app or token may do.';

/** What a refused request means to a person, by the status that it was answered with. */
const MEANINGS = new Map([
  [401, 'It refused the credentials; see integrations.github.'],
  [403, CREDENTIALS],
  [
    404,
    'There is no such thing, or the app is not installed where it is, or the token may not see it.',
  ],
]);

/**
 * A failed request as callers of the port understand it. Requests carry credentials, so nothing of them is kept, not
 * even as a cause.
 */
export function toHostError(what: string, error: unknown): Error {
  if (
    error instanceof TerminalHostError ||
    error instanceof RetryableHostError
  ) {
    return error;
  }
  if (!isRefusal(error)) {
    const found = error instanceof Error ? error.message : 'unknown failure';
    return new RetryableHostError(`GitHub could not ${what}: ${found}`);
  }
  const found = `${error.status} ${wordsOf(error)}`;
  if (isLimit(error)) {
    return new RetryableHostError(
      `GitHub asks to wait before it can ${what}: ${found}`,
    );
  }
  // 409 is a race with somebody else, 408 and 425 are matters of time.
  if (error.status >= 500 || [408, 409, 425].includes(error.status)) {
    return new RetryableHostError(`GitHub could not ${what}: ${found}`);
  }
  return new TerminalHostError(
    [`GitHub did not ${what}: ${found}.`, MEANINGS.get(error.status)]
      .filter(Boolean)
      .join(' '),
  );
}
