import type { ServerResponse } from 'node:http';
import type { Account } from './state';

/** By which door somebody came. */
export type Door = 'api' | 'git';

/**
 * A time in which a gateway answers in the host's place, whatever is asked, by the API and by Git's protocol alike: to one
 * account and to strangers, while everybody else goes on.
 */
export class Outage {
  #login: string | undefined;
  #answered: Record<Door, number> = { api: 0, git: 0 };

  /** What was answered in the host's place, since the outage began. */
  get answered(): Readonly<Record<Door, number>> {
    return { ...this.#answered };
  }

  begin(login: string): void {
    this.#login = login;
    this.#answered = { api: 0, git: 0 };
  }

  end(): void {
    this.#login = undefined;
  }

  /** Answers in the host's place, where it does now. */
  answers(
    by: Account | undefined,
    door: Door,
    response: ServerResponse,
  ): boolean {
    if (!this.#login || (by && by.login !== this.#login)) return false;
    this.#answered[door] += 1;
    response
      .writeHead(502, { 'content-type': 'text/html' })
      .end('<html><body><h1>502 Bad Gateway</h1></body></html>');
    return true;
  }
}
