/** How many requests are left of a budget. */
export interface Reading {
  /** GitLab's name of the limit, such as `throttle_authenticated_api`. */
  resource: string;
  remaining: number;
  limit: number;
  /** When the budget is full again; ISO 8601, UTC. */
  resetAt: string;
}

function numberOf(text: string | null): number | undefined {
  return text !== null && /^\d{1,12}$/.test(text) ? Number(text) : undefined;
}

/** What GitLab last said of the budgets of requests. Self-managed ones have none unless their administrator sets them. */
export class Headroom {
  readonly #readings = new Map<string, Reading>();

  /** Notes the `RateLimit-*` headers of an answer, if it has them. */
  note(headers: Headers): void {
    const remaining = numberOf(headers.get('ratelimit-remaining'));
    const limit = numberOf(headers.get('ratelimit-limit'));
    const reset = numberOf(headers.get('ratelimit-reset'));
    if (remaining === undefined || limit === undefined || !reset) return;
    const resource = headers.get('ratelimit-name') ?? 'api';
    this.#readings.set(resource, {
      resource,
      remaining,
      limit,
      resetAt: new Date(reset * 1_000).toISOString(),
    });
  }

  readings(): Reading[] {
    return [...this.#readings.values()];
  }
}
