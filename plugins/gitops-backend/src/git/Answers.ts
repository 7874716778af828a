import { BoundedCache } from '../registries/BoundedCache';

/** Answers that never change: each question is asked once, also where many ask at the same time. A failure is no answer. */
export class Answers<T extends object> {
  readonly #known: BoundedCache<T>;
  readonly #asked = new Map<string, Promise<T>>();

  /** @param weigh - what an answer takes of the limit; default: every answer takes one. */
  constructor(limit: number, weigh?: (answer: T) => number) {
    this.#known = new BoundedCache(limit, weigh);
  }

  async get(question: string, ask: () => Promise<T>): Promise<T> {
    const known = this.#known.get(question) ?? this.#asked.get(question);
    if (known) return known;
    const asked = ask();
    this.#asked.set(question, asked);
    try {
      const answer = await asked;
      this.#known.set(question, answer);
      return answer;
    } finally {
      this.#asked.delete(question);
    }
  }
}
