/** How many requests are left of a budget. */
export interface Reading {
  /** Whose budget: an app has one for each account that it is installed in. */
  owner: string;
  /** `core` for almost everything. */
  resource: string;
  remaining: number;
  limit: number;
  /** When the budget is full again; ISO 8601, UTC. */
  resetAt: string;
}

function numberOf(text: unknown): number | undefined {
  return /^\d{1,12}$/.test(String(text)) ? Number(text) : undefined;
}

/** What GitHub last said of the budgets of requests. */
export class Headroom {
  readonly #readings = new Map<string, Reading>();

  /** Notes the `x-ratelimit-*` headers of an answer, if it has them. */
  note(owner: string, headers: Record<string, unknown>): void {
    const remaining = numberOf(headers['x-ratelimit-remaining']);
    const limit = numberOf(headers['x-ratelimit-limit']);
    const reset = numberOf(headers['x-ratelimit-reset']);
    if (remaining === undefined || limit === undefined || !reset) return;
    const resource = String(headers['x-ratelimit-resource'] ?? 'core');
    this.#readings.set(`${owner}\0${resource}`, {
      owner,
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
