import { TerminalHostError } from '@backstage-gitops/plugin-gitops-node';

/** A failure that passes: the host is down, slow, or asks for patience. */
export class RetryableHostError extends Error {
  readonly name = 'RetryableHostError';
}

/** What Gitea answered instead of doing what it was asked for. */
export interface Refusal {
  /** Of HTTP. */
  code: number;
  /** The host's own words. */
  message: string;
}

/** What a refused request means to a person, by the status that it was answered with. */
const MEANINGS = new Map([
  [401, 'It refused the credentials; see integrations.gitea.'],
  [
    403,
    'The credentials do not allow it; see what the account or token may do.',
  ],
  [404, 'There is no such thing, or the account may not see it.'],
  [423, 'The repository is archived.'],
]);

/** Races with somebody else, and matters of time. */
const PASSING = [408, 409, 425];

/** A refusal as callers of the port understand it. */
export function toHostError(what: string, refusal: Refusal): Error {
  const { code } = refusal;
  const found = `${code} ${refusal.message}`.trimEnd();
  if (code === 429) {
    return new RetryableHostError(
      `Gitea asks to wait before it can ${what}: ${found}`,
    );
  }
  if (code >= 500 || PASSING.includes(code)) {
    return new RetryableHostError(`Gitea could not ${what}: ${found}`);
  }
  if (code >= 300 && code < 400) {
    return new TerminalHostError(
      `Gitea did not ${what}: it has moved what is asked for. Write the new address where the old one is.`,
    );
  }
  return new TerminalHostError(
    [`Gitea did not ${what}: ${found}.`, MEANINGS.get(code)]
      .filter(Boolean)
      .join(' '),
  );
}
