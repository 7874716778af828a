import { randomUUID } from 'node:crypto';
import type { Identity } from './Inbox';
import { RECEIVERS, type ReceiverType } from './receivers';
import {
  firstHeader,
  type Receiver,
  type WebhookRequest,
} from './receivers/Receiver';
import type { TriggerEvent } from './TriggerEvent';

/** A receiver as the platform set it up. */
export interface ConfiguredReceiver {
  receiver: Receiver;
  /** Any of them will do, so that a sender can change over. */
  secrets: readonly string[];
  /** The sender's names of the events that are taken; all of them, where undefined. */
  events?: readonly string[];
}

/** What a request to a receiver comes to. */
export type Judged =
  | { status: 'events'; events: TriggerEvent[]; identity: Identity }
  | { status: 'ignored'; reason: string }
  | { status: 'malformed'; reason: string }
  /** An event that the platform does not take from this sender. */
  | { status: 'unwanted'; reason: string }
  /** Nobody who knows the secret sent it. */
  | { status: 'refused' };

/** Stands in where there is no receiver of a name, so that this takes as long, and ends alike. */
const NOBODY: ConfiguredReceiver = {
  receiver: RECEIVERS.github,
  secrets: [randomUUID()],
};

/** The receivers of a configuration, by name. */
export function configuredReceivers(
  webhooks: Record<
    string,
    {
      type: ReceiverType;
      secret: string;
      previous: Array<{ secret: string }>;
      events?: string[];
    }
  >,
): Map<string, ConfiguredReceiver> {
  return new Map(
    Object.entries(webhooks).map(([name, { type, ...settings }]) => [
      name,
      {
        receiver: RECEIVERS[type],
        secrets: [
          settings.secret,
          ...settings.previous.map(({ secret }) => secret),
        ],
        events: settings.events,
      },
    ]),
  );
}

/** Senders have spelled the same event in more than one way. */
function isWanted(
  event: string | undefined,
  events: readonly string[] | undefined,
): boolean {
  const wanted = events?.map(name => name.toLowerCase());
  return !wanted || wanted.includes(event?.toLowerCase() ?? '');
}

/** What a request and its redeliveries have in common. */
export function identityOf(
  { deliveryHeaders }: Receiver,
  request: WebhookRequest,
  said: string | undefined,
): Identity {
  const id = said ?? firstHeader(request, deliveryHeaders);
  return id ? { kind: 'id', id } : { kind: 'body', body: request.body };
}

/** Verifies a request, and only then reads it. */
export function judgeDelivery(
  configured: ConfiguredReceiver | undefined,
  request: WebhookRequest,
): Judged {
  const { receiver, secrets, events } = configured ?? NOBODY;
  // Each is tried: which of them it was takes no time of its own.
  const proofs = secrets.map(secret => receiver.verify(request, secret));
  if (!proofs.includes(true)) return { status: 'refused' };
  if (!isWanted(firstHeader(request, receiver.eventHeaders), events)) {
    return {
      status: 'unwanted',
      reason: 'This receiver does not take events of this kind.',
    };
  }
  const parsed = receiver.parse(request);
  return parsed.status === 'events'
    ? {
        status: 'events',
        events: parsed.events,
        identity: identityOf(receiver, request, parsed.delivery),
      }
    : parsed;
}
