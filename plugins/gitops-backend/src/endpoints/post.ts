import {
  exchange,
  type ExchangeLimits,
  type ExchangeRequest,
} from '../network/exchange';

const LIMITS: ExchangeLimits = { milliseconds: 10_000, bytes: 64 * 1024 };

/** What became of a request. `reason` is a sentence that names no address: whoever reads it may not know the network. */
export type PostOutcome =
  | { status: 'answered'; text: string }
  | { status: 'unanswered'; reason: string };

/**
 * Posts to an address that strangers may have chosen, and reads what comes back with status 200; see {@link exchange}.
 *
 * @returns what was answered, or why that does not count; never throws.
 */
export async function post(
  options: Pick<ExchangeRequest, 'url' | 'headers' | 'resolve'> & {
    body: string;
    network: 'public' | 'private';
    limits?: ExchangeLimits;
  },
): Promise<PostOutcome> {
  const outcome = await exchange({
    ...options,
    method: 'POST',
    network: { kind: options.network, setting: 'gitops.http.allow' },
    limits: options.limits ?? LIMITS,
  });
  if (outcome.status === 'unanswered') {
    return { status: 'unanswered', reason: outcome.reason };
  }
  const { code, body } = outcome;
  if (code === 200) return { status: 'answered', text: body.toString() };
  return {
    status: 'unanswered',
    reason:
      code >= 300 && code < 400
        ? `It answered with a redirect (${code}), which is not followed.`
        : `It answered ${code} instead of 200.`,
  };
}
