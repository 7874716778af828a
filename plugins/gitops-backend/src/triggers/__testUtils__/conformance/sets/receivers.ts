import { judgeDelivery } from '../../../judgeDelivery';
import type { Receiver } from '../../../receivers/Receiver';
import type { ReceiverCase } from '../cases';
import { type Grade, unlike } from '../Grade';
import { receiverOf, toRequest } from '../toRequest';

/** Senders whose proof, in the reference, is that they know the address: it is derived from the secret. */
const KNOW_THE_ADDRESS = ['acr', 'cdevents', 'dockerhub', 'generic', 'quay'];

/** No filter can be configured for a sender that does not name its events in a header; the reference ignores it. */
function filterOf({ events }: ReceiverCase, { eventHeaders }: Receiver) {
  return events.length > 0 && eventHeaders.length > 0 ? events : undefined;
}

/** The reference has one answer for whatever it does not take. */
function statusOf(one: ReceiverCase): number {
  const receiver = receiverOf(one);
  if (!receiver || !one.secret) return 400;
  const query = KNOW_THE_ADDRESS.includes(one.provider)
    ? { secret: one.secret }
    : one.query;
  const judged = judgeDelivery(
    {
      receiver,
      secrets: [one.secret],
      events: filterOf(one, receiver),
    },
    toRequest({ ...one, query }),
  );
  return judged.status === 'events' || judged.status === 'ignored' ? 200 : 400;
}

/** What is sent to an address that is derived from the secret is sent to one that has the secret in it. */
export function gradeReceiver(one: ReceiverCase): Omit<Grade, 'id'> {
  return { problems: unlike(one.expected.status, statusOf(one)) };
}
