/** Requests that an account may send in an hour. */
export class Budget {
  readonly #used = new Map<string, number>();
  readonly limit = 5_000;
  /** In seconds since 1970. */
  readonly resetAt = Math.ceil(Date.now() / 1_000) + 3_600;

  /** Leaves an account no more than these. */
  leave(remaining: number, { login }: { login: string }): void {
    this.#used.set(login, this.limit - remaining);
  }

  spend({ login }: { login: string }): void {
    this.#used.set(login, (this.#used.get(login) ?? 0) + 1);
  }

  remaining({ login }: { login: string }): number {
    return Math.max(0, this.limit - (this.#used.get(login) ?? 0));
  }
}
