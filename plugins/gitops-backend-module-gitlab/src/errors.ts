import { TerminalHostError } from '@backstage-gitops/plugin-gitops-node';

/** A failure that passes: the host is down, slow, or asks for patience. */
export class RetryableHostError extends Error {
  readonly name = 'RetryableHostError';
}

/** An answer that is no success. The request that it answers carries credentials, so nothing of that is kept. */
export class Refusal extends Error {
  readonly name = 'Refusal';

  constructor(readonly status: number, message: string) {
    super(message);
  }
}

/** Longest text of the host that is passed on, in characters. */
const LONGEST = 500;

/** GitLab writes its reasons as a text, a list of texts, or one of both for each field. */
function flatten(message: unknown): string {
  if (Array.isArray(message)) return message.map(flatten).join('; ');
  if (typeof message !== 'object' || message === null) return String(message);
  return Object.entries(message)
    .map(([field, found]) => `${field} ${flatten(found)}`)
    .join('; ');
}

/** The host's own words in the body of a refusal, without the status that it repeats in front of them. */
export function wordsOf(text: string): string {
  let found: unknown = text;
  try {
    const { message, error, errors } = Object(JSON.parse(text));
    found = message ?? error ?? errors ?? text;
  } catch {
    // What stands between us and the host writes something else.
  }
  return flatten(found)
    .replace(/^\d{3} (?:- )?/, '')
    .slice(0, LONGEST);
}

/** What a refused request means to a person, by the status that it was answered with. */
const MEANINGS = new Map([
  [401, 'It refused the credentials; see integrations.gitlab.'],
  [403, 'The credentials do not allow it; see what the token may do.'],
  [404, 'There is no such thing, or the token may not see it.'],
]);

/** A failed request as callers of the port understand it. */
export function toHostError(what: string, error: unknown): Error {
  if (
    error instanceof TerminalHostError ||
    error instanceof RetryableHostError
  ) {
    return error;
  }
  if (!(error instanceof Refusal)) {
    const found = error instanceof Error ? error.message : 'unknown failure';
    return new RetryableHostError(`GitLab could not ${what}: ${found}`);
  }
  const { status, message } = error;
  if (status === 429) {
    return new RetryableHostError(
      `GitLab asks to wait before it can ${what}: ${status} ${message}`,
    );
  }
  // 409 is a race with somebody else, 408 and 425 are matters of time.
  if (status >= 500 || [408, 409, 425].includes(status)) {
    return new RetryableHostError(
      `GitLab could not ${what}: ${status} ${message}`,
    );
  }
  return new TerminalHostError(
    [`GitLab did not ${what}: ${status} ${message}.`, MEANINGS.get(status)]
      .filter(Boolean)
      .join(' '),
  );
}
