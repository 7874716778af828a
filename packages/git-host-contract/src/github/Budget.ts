import type { Account } from './state';

/** Each of the host's two APIs has a budget of its own. */
export type Resource = 'core' | 'graphql';

/** Requests that an account may send in an hour. */
export class Budget {
  readonly #used = new Map<string, number>();
  #limit = 5_000;
  readonly #resetAt = Math.ceil(Date.now() / 1_000) + 3_600;

  /** Leaves an account no more than these. */
  leave(
    remaining: number,
    account: Account,
    resource: Resource = 'core',
  ): void {
    this.#used.set(keyOf(account, resource), this.#limit - remaining);
  }

  isExhausted(account: Account, resource: Resource): boolean {
    return this.#remaining(account, resource) === 0;
  }

  spend(account: Account, resource: Resource): void {
    const key = keyOf(account, resource);
    this.#used.set(key, (this.#used.get(key) ?? 0) + 1);
  }

  /** What each answer says of it. */
  headers(account: Account, resource: Resource): Record<string, string> {
    const remaining = this.#remaining(account, resource);
    return {
      'x-ratelimit-limit': String(this.#limit),
      'x-ratelimit-remaining': String(remaining),
      'x-ratelimit-used': String(this.#limit - remaining),
      'x-ratelimit-reset': String(this.#resetAt),
      'x-ratelimit-resource': resource,
    };
  }

  #remaining(account: Account, resource: Resource): number {
    const used = this.#used.get(keyOf(account, resource)) ?? 0;
    return Math.max(0, this.#limit - used);
  }
}

function keyOf({ login }: Account, resource: Resource): string {
  return `${login} ${resource}`;
}
