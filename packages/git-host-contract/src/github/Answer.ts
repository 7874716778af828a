import { type Answer, AnyRefusal } from '../standIn/Answer';

export { type Answer, created, ok } from '../standIn/Answer';

/** A refusal in GitHub's words. */
export class Refusal extends AnyRefusal {
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
