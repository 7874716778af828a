/** What the stand-in answers to a request. */
export interface Answer {
  status: number;
  body: unknown;
  /** How many pages there are of what this is one of. */
  pages?: number;
}

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });

/** A refusal, which ends the handling of a request. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly more: Record<string, unknown> = {},
  ) {
    super(message);
  }

  get answer(): Answer {
    return {
      status: this.status,
      body: {
        message: this.message,
        documentation_url: 'https://docs.github.com/rest',
        status: String(this.status),
        ...this.more,
      },
    };
  }
}

export const notFound = () => new Refusal(404, 'Not Found');

/** The host understood it, and it is wrong. */
export const invalid = (resource: string, message: string) =>
  new Refusal(422, 'Validation Failed', {
    errors: [{ resource, code: 'custom', message }],
  });
