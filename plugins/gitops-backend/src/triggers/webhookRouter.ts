import type { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { Refusals } from '../network/Refusals';
import type { Inbox } from './Inbox';
import { type ConfiguredReceiver, judgeDelivery } from './judgeDelivery';
import { type BodyLimits, readBody } from './readBody';
import type { RequestCounter, RequestOutcome } from './RequestCounter';
import type { WebhookRequest } from './receivers/Receiver';

const LIMITS: BodyLimits = { bytes: 1024 * 1024, milliseconds: 10_000 };

/** JSON, whichever specification it follows, as in `application/cloudevents+json; charset=utf-8`. */
const JSON_TYPE = /^application\/([\w.-]{1,100}\+)?json *(;|$)/i;

/** How a request ends; the reason is for whoever sets the sender up. */
interface Ending {
  outcome: RequestOutcome;
  reason?: string;
  /** In seconds. */
  tryAgain?: number;
}

const STATUS: Record<RequestOutcome, number> = {
  stored: 202,
  replayed: 202,
  ignored: 202,
  broken: 400,
  malformed: 400,
  unwanted: 400,
  // The same for a wrong proof and for a receiver that does not exist: a name is not found out by trying, and a sender
  // with the wrong secret is told so, which 404 would not do.
  refused: 403,
  misdirected: 405,
  late: 408,
  oversized: 413,
  unsupported: 415,
  limited: 429,
};

/** Ends of what nobody proved: whoever goes on with these is not listened to for a while. */
const COUNTS_AGAINST: ReadonlySet<RequestOutcome> = new Set([
  'refused',
  'misdirected',
  'late',
  'oversized',
  'unsupported',
]);

/** Why a request ends so, where that is always the same. */
const REASONS: Partial<Record<RequestOutcome, string>> = {
  broken: 'The body did not come to its end.',
  refused:
    'There is no receiver of this name, or the request does not prove that its sender knows the secret.',
  limited: 'Requests from this address were refused too often.',
  misdirected: 'Receivers take POST only.',
  late: 'The body did not come in time.',
  oversized: 'The body is larger than 1 MB.',
  unsupported:
    'Send JSON, not compressed, with the content type application/json.',
};

/** What the door is made of. */
export interface WebhookDoor {
  receivers: ReadonlyMap<string, ConfiguredReceiver>;
  inbox: Pick<Inbox, 'add'>;
  counter: RequestCounter;
  /** Called when something was stored. */
  stored: () => void;
  refusals: Refusals;
  limits?: BodyLimits;
}

/** Would the body be read at all? */
function headOutcome({
  method,
  headers,
}: Request): 'misdirected' | 'unsupported' | 'readable' {
  if (method !== 'POST') return 'misdirected';
  const type = headers['content-type'];
  const isJson = type === undefined || JSON_TYPE.test(type);
  return isJson && headers['content-encoding'] === undefined
    ? 'readable'
    : 'unsupported';
}

function toWebhookRequest(request: Request, body: Buffer): WebhookRequest {
  const [, query = ''] = request.url.split('?', 2);
  const headers = Object.entries(request.headers).map(([name, value]) => [
    name,
    String(value),
  ]);
  return {
    headers: Object.fromEntries(headers),
    query: new URLSearchParams(query),
    body,
  };
}

async function receive(door: WebhookDoor, request: Request): Promise<Ending> {
  const wait = door.refusals.wait(request.ip);
  if (wait > 0) {
    return { outcome: 'limited', tryAgain: Math.ceil(wait / 1_000) };
  }
  const head = headOutcome(request);
  if (head !== 'readable') return { outcome: head };
  const read = await readBody(request, door.limits ?? LIMITS);
  if (read.status !== 'read') return { outcome: read.status };
  const { receiver } = request.params;
  const judged = judgeDelivery(
    door.receivers.get(receiver),
    toWebhookRequest(request, read.body),
  );
  switch (judged.status) {
    case 'refused':
      return { outcome: 'refused' };
    case 'events': {
      const { identity, events } = judged;
      return { outcome: await door.inbox.add({ receiver, identity, events }) };
    }
    default:
      return { outcome: judged.status, reason: judged.reason };
  }
}

function answer(
  response: Response,
  { outcome, reason, tryAgain }: Ending,
): void {
  const status = STATUS[outcome];
  response.status(status);
  if (status === 202) {
    response.json({ status: outcome, reason });
    return;
  }
  // What is still to come of the body is not read.
  response.set('Connection', 'close');
  if (tryAgain !== undefined) response.set('Retry-After', String(tryAgain));
  if (outcome === 'misdirected') response.set('Allow', 'POST');
  response.json({ error: { message: reason ?? REASONS[outcome] } });
}

/**
 * The door for senders of webhooks: `POST /webhooks/{receiver}`. It is open to strangers, so what it does is in this
 * order: size, secret, meaning, storing, answering. Nothing is acted on here.
 */
export function createWebhookRouter(door: WebhookDoor): Router {
  const router = PromiseRouter();
  router.all('/webhooks/:receiver', async (request, response) => {
    const { receiver } = request.params;
    const ending = await receive(door, request);
    door.counter.count(
      door.receivers.has(receiver) ? receiver : undefined,
      ending.outcome,
    );
    if (COUNTS_AGAINST.has(ending.outcome)) door.refusals.count(request.ip);
    if (ending.outcome === 'stored') door.stored();
    answer(response, ending);
  });
  return router;
}
