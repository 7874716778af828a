import { setTimeout as pause } from 'node:timers/promises';

/** How long a host is waited for. */
export interface Patience {
  /** Longest time that one request takes, in milliseconds. */
  timeout: number;
  /** How long a second of waiting is, in milliseconds. Tests have shorter ones. */
  second: number;
}

export const PATIENCE: Patience = { timeout: 30_000, second: 1_000 };

/** Longest wait that is sat out here, in seconds; callers come back by themselves after longer ones. */
const LONGEST_WAIT = 10;

/** How often what failed is tried again. */
const MOST_REPEATS = 3;

/** What is sent: everything but the credentials. */
export interface Sending {
  method: string;
  url: string;
  body?: unknown;
  /** It is sent once: what it creates would be there twice if its answer was lost. */
  once?: true;
}

/** What came back, or what kept it from coming. */
export type Received =
  | { kind: 'answer'; status: number; headers: Headers; text: string }
  | { kind: 'failure'; message: string };

/** Requests carry credentials, so nothing of them is kept: only what the network says. */
function failureOf(error: unknown): Received {
  const { message, cause } = error instanceof Error ? error : new Error();
  const deeper = cause instanceof Error ? cause.message : '';
  return { kind: 'failure', message: deeper || message };
}

async function sendOnce(
  { method, url, body }: Sending,
  authorization: string | undefined,
  timeout: number,
): Promise<Received> {
  try {
    const response = await fetch(url, {
      method,
      headers: {
        accept: 'application/json',
        ...(authorization ? { authorization } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      // Credentials are for the host that was configured, and for no other.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
    });
    const { status, headers } = response;
    return { kind: 'answer', status, headers, text: await response.text() };
  } catch (error) {
    return failureOf(error);
  }
}

/** How long to wait before a request is sent again, in seconds; undefined where that changes nothing. */
function waitAfter(
  received: Received,
  repeats: number,
  { once }: Sending,
): number | undefined {
  if (received.kind === 'answer' && received.status === 429) {
    const seconds = Number(received.headers.get('retry-after') ?? 1);
    return repeats < 1 && seconds <= LONGEST_WAIT ? seconds : undefined;
  }
  const isPassing = received.kind === 'failure' || received.status >= 500;
  return isPassing && !once && repeats < MOST_REPEATS
    ? (repeats + 1) ** 2
    : undefined;
}

/** Sends a request, and sends it again where its failure passes. */
export async function send(
  sending: Sending,
  options: { authorization?: string; patience: Patience },
): Promise<Received> {
  const { authorization, patience } = options;
  for (let repeats = 0; ; repeats += 1) {
    const received = await sendOnce(sending, authorization, patience.timeout);
    const seconds = waitAfter(received, repeats, sending);
    if (seconds === undefined) return received;
    await pause(seconds * patience.second);
  }
}
