/** What the stand-in answers to a request. */
export interface Answer {
  status: number;
  /** Nothing where the host only says that it was done. */
  body?: unknown;
  /** Of a list with pages: how many there are in all, and on a page. */
  paging?: { total: number; size: number };
  /** What a list says of its total, where it says that alone. */
  total?: number;
}

export const ok = (body?: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });
export const nothing: Answer = { status: 204 };

/** A refusal, which ends the handling of a request. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    /** What is answered instead of the message; some conflicts are described so. */
    readonly details?: Record<string, unknown>,
  ) {
    super(message);
  }

  answer(web: string): Answer {
    const said = { message: this.message, url: `${web}/api/swagger` };
    return { status: this.status, body: this.details ?? said };
  }
}

export const notFound = (message = "The target couldn't be found.") =>
  new Refusal(404, message);
