import { type Answer, AnyRefusal } from '../standIn/Answer';

/** A refusal in GitLab's words. */
export class Refusal extends AnyRefusal {
  /** @param said - a sentence, a list of them, or one for each field */
  constructor(readonly status: number, readonly said: unknown) {
    super(String(said));
  }

  get answer(): Answer {
    return { status: this.status, body: { message: this.said } };
  }
}

export const notFound = (what?: string) =>
  new Refusal(404, what ? `404 ${what} Not Found` : '404 Not found');

export const notAllowed = () => new Refusal(405, '405 Method Not Allowed');

export const unauthorized = () => new Refusal(401, '401 Unauthorized');
