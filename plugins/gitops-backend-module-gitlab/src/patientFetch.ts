import { setTimeout as delay } from 'node:timers/promises';

/** How long a host is waited for. */
export interface Patience {
  /** Longest time that one request takes, in milliseconds. */
  timeout: number;
  /** How long a second of waiting is, in milliseconds. Tests have shorter ones. */
  second: number;
}

export const PATIENCE: Patience = { timeout: 30_000, second: 1_000 };

/** Longest wait that is sat out here, in seconds; callers come back by themselves after longer ones. */
const LONGEST_WAIT = 10;

/** How often a request is sent at most. */
const TRIES = 4;

/** How many seconds to wait before a request is sent again; undefined where it is not sent again. */
export function waitBeforeNext(
  answer: { status: number; retryAfter?: string } | 'none',
  { tries, isRepeatable }: { tries: number; isRepeatable: boolean },
): number | undefined {
  if (tries >= TRIES) return undefined;
  if (answer !== 'none' && answer.status === 429) {
    const asked = Number(answer.retryAfter ?? LONGEST_WAIT + 1);
    return tries === 1 && asked <= LONGEST_WAIT ? asked : undefined;
  }
  const passes = answer === 'none' || answer.status >= 500;
  return passes && isRepeatable ? tries ** 2 : undefined;
}

/**
 * Sends requests with a time limit, and again where that may help. What may have been done is sent again only if to do it
 * twice changes nothing: writes that are not are repeated by callers, who look first.
 *
 * No redirect is followed: credentials are for the host that was configured.
 */
export async function fetchPatiently(
  url: URL,
  init: RequestInit,
  { patience, isRepeatable }: { patience: Patience; isRepeatable: boolean },
): Promise<Response> {
  for (let tries = 1; ; tries += 1) {
    const answer = await fetch(url, {
      ...init,
      redirect: 'manual',
      signal: AbortSignal.timeout(patience.timeout),
    }).catch((error: Error) => error);
    const wait = waitBeforeNext(
      answer instanceof Response
        ? {
            status: answer.status,
            retryAfter: answer.headers.get('retry-after') ?? undefined,
          }
        : 'none',
      { tries, isRepeatable },
    );
    if (wait === undefined) {
      if (answer instanceof Response) return answer;
      throw answer;
    }
    await delay(wait * patience.second);
  }
}
