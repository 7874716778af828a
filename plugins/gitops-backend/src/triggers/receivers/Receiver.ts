import type { TriggerEvent } from '../TriggerEvent';

/** What a sender sent. */
export interface WebhookRequest {
  /** By lower-case name. */
  headers: Readonly<Record<string, string | undefined>>;
  query: URLSearchParams;
  body: Buffer;
}

/** What a request says. */
export type Parsed =
  | {
      status: 'events';
      events: TriggerEvent[];
      /** The sender's own id of this delivery, where the body has one. */
      delivery?: string;
    }
  /** Well-formed, and nothing to act on. */
  | { status: 'ignored'; reason: string }
  /** Not of the sender's making, or of a version that is not known here. */
  | { status: 'malformed'; reason: string };

/** How one sender's requests are verified and read. Receivers know nothing of HTTP servers, and keep nothing. */
export interface Receiver {
  /** Of whom it takes requests, as people write it. */
  sender: string;
  /** Where the proof of the secret is, for people who set a sender up. */
  proof: string;
  /** Headers that hold the sender's id of a delivery; redeliveries carry the same. */
  deliveryHeaders: readonly string[];
  /** Headers that hold the sender's name of what has happened, which `events` in the configuration selects by. */
  eventHeaders: readonly string[];
  /**
   * Does the request prove that its sender knows the secret? Takes the same time whatever is wrong, and is asked before
   * anything of the body is read.
   */
  verify(request: WebhookRequest, secret: string): boolean;
  /** Never throws, whatever the request is. */
  parse(request: WebhookRequest): Parsed;
}

/** The value of the first of some headers that is there. */
export function firstHeader(
  { headers }: WebhookRequest,
  names: readonly string[],
): string | undefined {
  return names.map(name => headers[name]).find(Boolean);
}
