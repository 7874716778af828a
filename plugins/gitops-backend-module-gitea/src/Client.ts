import { z } from 'zod';
import { type Refusal, RetryableHostError, toHostError } from './errors';
import { type Patience, PATIENCE, send } from './send';

/** Something to ask Gitea for. */
export interface Question<T extends z.ZodType> {
  /** The rest of the sentence "Gitea could not ...". */
  what: string;
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH';
  /** Below the address of the API, each step of it encoded. */
  path: string;
  query?: Record<string, string | number | boolean>;
  body?: unknown;
  /** It is sent once: what it creates would be there twice if its answer was lost. */
  once?: true;
  /** What is read of the answer; of a list, of each of its items. */
  answer: T;
  /** Of a list whose total counts what is on the page alone. */
  miscounted?: true;
}

/** What Gitea answered where some of its refusals are answers too. */
export type Answer<T> =
  | { status: 'ok'; data: T }
  | ({ status: 'refused' } & Refusal);

/** A page of a list. */
export interface Page<T> {
  items: T[];
  /** How many there are on all pages, where that is told. */
  total: number | undefined;
}

/** As many as Gitea puts on a page, unless its administrator lets it put fewer there. */
const PAGE = 50;

const refusal = z.object({ message: z.string() });

/** What Gitea says of a refusal; a proxy before it says something else. */
function wordsOf(text: string): string {
  const parsed = refusal.safeParse(parseJson(text));
  return parsed.success ? parsed.data.message : '';
}

function parseJson(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Asks one Gitea, and reads nothing of its answers but what was asked for. */
export class Client {
  readonly patience: Patience;
  readonly #url: string;
  readonly #authorization: string | undefined;

  constructor(options: {
    /** Such as `https://gitea.example.com/api/v1`. */
    apiBaseUrl: string;
    authorization?: string;
    patience?: Patience;
  }) {
    this.#url = options.apiBaseUrl;
    this.#authorization = options.authorization;
    this.patience = options.patience ?? PATIENCE;
  }

  async ask<T extends z.ZodType>(question: Question<T>): Promise<z.output<T>> {
    const answer = await this.askOr([], question);
    if (answer.status === 'ok') return answer.data;
    throw toHostError(question.what, answer);
  }

  /** Like {@link Client.ask}, with the refusals of these codes as values. */
  async askOr<T extends z.ZodType>(
    codes: readonly number[],
    question: Question<T>,
  ): Promise<Answer<z.output<T>>> {
    const { headers: _, ...answer } = await this.#exchange(question);
    if (answer.status === 'ok' || codes.includes(answer.code)) return answer;
    throw toHostError(question.what, answer);
  }

  /**
   * The pages of a list. Gitea may put fewer on a page than it was asked for, so what ends the list is its total or an
   * empty page. Pages are counted, not followed: an address in an answer would be called with our credentials.
   */
  async *pages<T extends z.ZodType>(
    question: Question<T>,
  ): AsyncGenerator<Page<z.output<T>>> {
    const { answer: item, query, miscounted, ...rest } = question;
    let seen = 0;
    for (let page = 1; ; page += 1) {
      const answered = await this.#exchange({
        ...rest,
        query: { ...query, page, limit: PAGE },
        // A list of nothing may be null.
        answer: z.array(item).nullable(),
      });
      if (answered.status === 'refused') {
        throw toHostError(question.what, answered);
      }
      const items = answered.data ?? [];
      const told = miscounted ? null : answered.headers.get('x-total-count');
      const total = told === null ? undefined : Number(told);
      yield { items, total };
      seen += items.length;
      if (items.length === 0 || seen >= (total ?? Infinity)) return;
    }
  }

  /** A list, or its first pages. */
  async list<T extends z.ZodType>(
    question: Question<T>,
    mostPages = Infinity,
  ): Promise<Array<z.output<T>>> {
    const items: Array<z.output<T>> = [];
    let pages = 0;
    for await (const page of this.pages(question)) {
      items.push(...page.items);
      pages += 1;
      if (pages >= mostPages) break;
    }
    return items;
  }

  async #exchange<T extends z.ZodType>(
    question: Question<T>,
  ): Promise<Answer<z.output<T>> & { headers: Headers }> {
    const { what, method = 'GET', path, query = {}, body, once } = question;
    const url = new URL(`${this.#url}${path}`);
    for (const [name, value] of Object.entries(query)) {
      url.searchParams.set(name, String(value));
    }
    const received = await send(
      { method, url: url.href, body, once },
      { authorization: this.#authorization, patience: this.patience },
    );
    if (received.kind === 'failure') {
      throw new RetryableHostError(
        `Gitea could not ${what}: ${received.message}`,
      );
    }
    const { status: code, headers, text } = received;
    if (code >= 300) {
      return { status: 'refused', code, message: wordsOf(text), headers };
    }
    const parsed = question.answer.safeParse(parseJson(text));
    if (parsed.success) return { status: 'ok', data: parsed.data, headers };
    const [{ path: place, message }] = parsed.error.issues;
    throw new RetryableHostError(
      `What was asked to ${what} answered nothing that Gitea would: ${place.join(
        '.',
      )} ${message}`,
    );
  }
}
