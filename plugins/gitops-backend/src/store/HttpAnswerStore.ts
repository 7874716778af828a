import type { Knex } from 'knex';

/** What an endpoint said; `unanswered` says why nothing it said counts. */
export type HttpAnswer =
  | { status: 'allowed'; reason?: string }
  /** `until`: when it may say something else, ISO 8601, UTC. */
  | { status: 'denied'; reason?: string; until?: string }
  | { status: 'unanswered'; reason: string };

/** The newest answer to one question. */
export interface StoredHttpAnswer {
  /** Digest of the endpoint and of all it was asked: other content is another question. */
  question: string;
  /** ISO 8601, UTC. */
  askedAt: string;
  answer: HttpAnswer;
}

interface HttpAnswerRow {
  promotion: string;
  question: string;
  asked_at: string;
  answer: string;
}

/** What endpoints answered: shared by replicas, and still there after a restart. */
export class HttpAnswerStore {
  readonly #database: Knex;

  constructor(database: Knex) {
    this.#database = database;
  }

  async list(promotion: string): Promise<StoredHttpAnswer[]> {
    const rows = await this.#database<HttpAnswerRow>(
      'gitops_http_answers',
    ).where({ promotion });
    return rows.map(row => ({
      question: row.question,
      askedAt: row.asked_at,
      answer: JSON.parse(row.answer),
    }));
  }

  /** Keeps an answer in place of the one before. */
  async save(
    promotion: string,
    { question, askedAt, answer }: StoredHttpAnswer,
  ): Promise<void> {
    await this.#database<HttpAnswerRow>('gitops_http_answers')
      .insert({
        promotion,
        question,
        asked_at: askedAt,
        answer: JSON.stringify(answer),
      })
      .onConflict(['promotion', 'question'])
      .merge(['asked_at', 'answer']);
  }
}
