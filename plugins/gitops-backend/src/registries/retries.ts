import type { ExchangeOutcome } from '../network/exchange';

/** How often one thing is asked before it counts as not to be had now. */
const TRIES = 3;

/** The first wait between two tries, in milliseconds; each one after it is twice as long. */
const FIRST_WAIT = 1_000;

/** The longest wait that a registry may ask for, in milliseconds: it shall not silence us for years. */
const LONGEST_REST = 3_600_000;

/** Codes that say "not now". */
const BUSY: ReadonlySet<number> = new Set([408, 425, 429]);

/** An outcome that may be another the next time. */
export interface Trouble {
  /** A sentence. */
  reason: string;
  /** How long the registry asks us to wait, in milliseconds. */
  wait?: number;
}

/** `Retry-After`: seconds, or a date (RFC 9110, section 10.2.3). */
function readWait(header: string | undefined, now: number): number | undefined {
  if (!header) return undefined;
  const wait = /^\d+$/.test(header)
    ? Number(header) * 1_000
    : Date.parse(header) - now;
  return wait >= 0 ? Math.min(wait, LONGEST_REST) : undefined;
}

/** What is wrong for now, if anything. */
export function troubleIn(
  outcome: ExchangeOutcome,
  now: number,
): Trouble | undefined {
  if (outcome.status === 'unanswered') {
    return outcome.fault === 'connection'
      ? { reason: outcome.reason }
      : undefined;
  }
  const { code, headers } = outcome;
  if (code < 500 && !BUSY.has(code)) return undefined;
  return {
    reason:
      code === 429 ? 'It is asked too often (429).' : `It answered ${code}.`,
    wait: readWait(headers['retry-after'], now),
  };
}

/**
 * How long to wait before the next try, in milliseconds; undefined where there is none. Where the registry asks for more
 * than anybody waits, nobody tries before that.
 *
 * @param tries - how often it was tried.
 * @param random - from 0 to 1: those who failed at once shall not come back at once.
 */
export function nextWait(
  tries: number,
  { wait = 0 }: Trouble,
  options: { random: number; patience: number },
): number | undefined {
  const backoff = FIRST_WAIT * 2 ** (tries - 1) * (1 + options.random / 2);
  const next = Math.max(backoff, wait);
  return tries < TRIES && next <= options.patience ? next : undefined;
}
