import {
  Agent as HttpAgent,
  ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
} from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { urlToHttpOptions } from 'node:url';
import { isError } from '@backstage/errors';
import {
  checkedAddresses,
  pinnedTo,
  resolveByDns,
  type ResolvedAddress,
} from './addresses';
import type { Network } from './refusedAddress';
import { type Fault, Unanswered } from './Unanswered';

/** What one request may take. */
export interface ExchangeLimits {
  /** From the name's resolution to the answer's last byte. */
  milliseconds: number;
  /** Of the answer's body. */
  bytes: number;
}

/** A request to whom strangers may have chosen. */
export interface ExchangeRequest {
  url: string;
  method: 'GET' | 'HEAD' | 'POST';
  headers: Record<string, string>;
  body?: string;
  network: Network;
  limits: ExchangeLimits;
  /** Default: the system's. */
  resolve?: (hostname: string) => Promise<ResolvedAddress[]>;
  /** Ends the request before its time. */
  signal?: AbortSignal;
}

/**
 * What became of a request. `reason` is a sentence that names no address: whoever reads it may not know the network.
 * Where `fault` is `connection` it may go better the next time.
 */
export type ExchangeOutcome =
  | {
      status: 'answered';
      code: number;
      headers: IncomingHttpHeaders;
      /** Of a 200; empty of anything else. */
      body: Buffer;
    }
  | {
      status: 'unanswered';
      fault: Fault;
      reason: string;
    };

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}

/**
 * The request is made by hand, with an agent of its own: `http.request` is what packages replace to send everything by a
 * proxy, which would resolve the name once more.
 */
function send(
  url: URL,
  { method, headers, body }: ExchangeRequest,
  addresses: ResolvedAddress[],
  signal: AbortSignal,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    new ClientRequest({
      ...urlToHttpOptions(url),
      method,
      headers,
      agent:
        url.protocol === 'https:'
          ? new HttpsAgent({ rejectUnauthorized: true })
          : new HttpAgent(),
      lookup: pinnedTo(addresses),
      signal,
    })
      .on('response', resolve)
      // Also what comes after the answer has begun, of which its reader hears in its own way.
      .on('error', reject)
      // A switch of protocols ends in nothing else.
      .on('close', () => reject(new Unanswered('connection', 'It hung up.')))
      .end(body);
  });
}

async function readBody(
  response: IncomingMessage,
  limit: number,
): Promise<Buffer> {
  const tooLarge = () =>
    new Unanswered('size', `It answered more than ${limit / 1024} KiB.`);
  if (Number(response.headers['content-length']) > limit) throw tooLarge();
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response) {
    size += part.length;
    if (size > limit) throw tooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
}

async function attempt(
  request: ExchangeRequest,
  signal: AbortSignal,
): Promise<ExchangeOutcome> {
  const { method, network, resolve = resolveByDns, limits } = request;
  const url = new URL(request.url);
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = await checkedAddresses(hostname, network, resolve);
  const response = await send(url, request, addresses, signal);
  try {
    const { statusCode: code = 0, headers } = response;
    const body =
      code === 200 && method !== 'HEAD'
        ? await readBody(response, limits.bytes)
        : Buffer.alloc(0);
    return { status: 'answered', code, headers, body };
  } finally {
    response.destroy();
  }
}

function unanswered(
  error: unknown,
  timeout: AbortSignal,
  { milliseconds }: ExchangeLimits,
): ExchangeOutcome {
  const status = 'unanswered';
  if (error instanceof Unanswered) {
    return { status, fault: error.fault, reason: error.message };
  }
  if (timeout.aborted) {
    const reason = `It did not answer within ${milliseconds / 1000} s.`;
    return { status, fault: 'connection', reason };
  }
  const code = isError(error) && error.code ? ` (${error.code})` : '';
  const reason = `The connection failed${code}.`;
  return { status, fault: 'connection', reason };
}

/**
 * Asks an address that strangers may have chosen. The name is resolved once, and only addresses that were checked are
 * connected to; no redirect is followed, no proxy of the environment is used, certificates are verified, and time and
 * size are capped.
 *
 * @returns what was answered, or why nothing was; never throws.
 */
export async function exchange(
  request: ExchangeRequest,
): Promise<ExchangeOutcome> {
  const timeout = AbortSignal.timeout(request.limits.milliseconds);
  const signal = request.signal
    ? AbortSignal.any([timeout, request.signal])
    : timeout;
  try {
    // Not every wait ends with the signal by itself: a resolver knows of none.
    return await Promise.race([attempt(request, signal), aborted(signal)]);
  } catch (error) {
    return unanswered(error, timeout, request.limits);
  }
}
