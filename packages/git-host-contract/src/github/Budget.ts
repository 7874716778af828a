import type { Account } from './state';

/** Requests that an account may send in an hour. */
export class Budget {
  readonly #used = new Map<string, number>();
  #limit = 5_000;
  readonly #resetAt = Math.ceil(Date.now() / 1_000) + 3_600;

  /** Leaves an account no more than these. */
  leave(remaining: number, { login }: Account): void {
    this.#used.set(login, this.#limit - remaining);
  }

  isExhausted(account: Account): boolean {
    return this.#remaining(account) === 0;
  }

  spend({ login }: Account): void {
    this.#used.set(login, (this.#used.get(login) ?? 0) + 1);
  }

  /** What each answer says of it. */
  headers(account: Account): Record<string, string> {
    const remaining = this.#remaining(account);
    return {
      'x-ratelimit-limit': String(this.#limit),
      'x-ratelimit-remaining': String(remaining),
      'x-ratelimit-used': String(this.#limit - remaining),
      'x-ratelimit-reset': String(this.#resetAt),
      'x-ratelimit-resource': 'core',
    };
  }

  #remaining({ login }: Account): number {
    return Math.max(0, this.#limit - (this.#used.get(login) ?? 0));
  }
}
