import { lookup } from 'node:dns/promises';
import {
  Agent as HttpAgent,
  ClientRequest,
  type IncomingMessage,
} from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { urlToHttpOptions } from 'node:url';
import { isError } from '@backstage/errors';
import { refusedAddress } from './refusedAddress';

/** What one request may take. */
export interface PostLimits {
  /** From the name's resolution to the answer's last byte. */
  milliseconds: number;
  /** Of the answer's body. */
  bytes: number;
}

const LIMITS: PostLimits = { milliseconds: 10_000, bytes: 64 * 1024 };

/** An address, and whether it is of the fourth or the sixth version. */
export interface ResolvedAddress {
  address: string;
  family: number;
}

/** What became of a request. `reason` is a sentence that names no address: whoever reads it may not know the network. */
export type PostOutcome =
  | { status: 'answered'; text: string }
  | { status: 'unanswered'; reason: string };

class Unanswered extends Error {
  readonly name = 'Unanswered';
}

function resolveByDns(hostname: string): Promise<ResolvedAddress[]> {
  return lookup(hostname, { all: true });
}

/** The name's addresses, each of which may be called: one that may not speaks against the name. */
async function checkedAddresses(
  hostname: string,
  network: 'public' | 'private',
  resolve: (hostname: string) => Promise<ResolvedAddress[]>,
): Promise<ResolvedAddress[]> {
  const family = isIP(hostname);
  const addresses =
    family === 0 ? await resolve(hostname) : [{ address: hostname, family }];
  if (addresses.length === 0) {
    throw new Unanswered('Its name resolves to no address.');
  }
  for (const { address } of addresses) {
    const refused = refusedAddress(address, network);
    if (refused) throw new Unanswered(refused);
  }
  return addresses;
}

/** Answers what was checked, whatever the name means by now: between a check and a second look-up it can be rebound. */
function pinnedTo(addresses: ResolvedAddress[]): LookupFunction {
  return (_hostname, { all }, callback) => {
    if (all) callback(null, addresses);
    else callback(null, addresses[0].address, addresses[0].family);
  };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), {
      once: true,
    });
  });
}

/**
 * The request is made by hand, with an agent of its own: `http.request` is what packages replace to send everything by a
 * proxy, which would resolve the name once more.
 */
function send(
  url: URL,
  options: { headers: Record<string, string>; body: string },
  addresses: ResolvedAddress[],
  signal: AbortSignal,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    new ClientRequest({
      ...urlToHttpOptions(url),
      method: 'POST',
      headers: options.headers,
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
      .on('close', () => reject(new Unanswered('It hung up.')))
      .end(options.body);
  });
}

async function readText(
  response: IncomingMessage,
  limit: number,
): Promise<string> {
  const { statusCode = 0 } = response;
  if (statusCode >= 300 && statusCode < 400) {
    throw new Unanswered(
      `It answered with a redirect (${statusCode}), which is not followed.`,
    );
  }
  if (statusCode !== 200) {
    throw new Unanswered(`It answered ${statusCode} instead of 200.`);
  }
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response) {
    size += part.length;
    if (size > limit) {
      throw new Unanswered(`It answered more than ${limit / 1024} KiB.`);
    }
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}

function reasonOf(error: unknown, signal: AbortSignal, limit: number): string {
  if (error instanceof Unanswered) return error.message;
  if (signal.aborted) return `It did not answer within ${limit / 1000} s.`;
  const code = isError(error) && error.code ? ` (${error.code})` : '';
  return `The connection failed${code}.`;
}

interface PostOptions {
  url: string;
  headers: Record<string, string>;
  body: string;
  network: 'public' | 'private';
  resolve?: (hostname: string) => Promise<ResolvedAddress[]>;
  limits?: PostLimits;
}

async function attempt(
  { network, resolve = resolveByDns, ...options }: PostOptions,
  limit: number,
  signal: AbortSignal,
): Promise<string> {
  const url = new URL(options.url);
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = await checkedAddresses(hostname, network, resolve);
  const response = await send(url, options, addresses, signal);
  try {
    return await readText(response, limit);
  } finally {
    response.destroy();
  }
}

/**
 * Posts to an address that strangers may have chosen, and reads what comes back with status 200. The name is resolved
 * once, and only addresses that were checked are connected to; no redirect is followed, no proxy of the environment is
 * used, certificates are verified, and time and size are capped.
 *
 * @returns what was answered, or why that does not count; never throws.
 */
export async function post(options: PostOptions): Promise<PostOutcome> {
  const { milliseconds, bytes } = options.limits ?? LIMITS;
  const signal = AbortSignal.timeout(milliseconds);
  try {
    // Not every wait ends with the signal by itself: a resolver knows of none.
    const text = await Promise.race([
      attempt(options, bytes, signal),
      aborted(signal),
    ]);
    return { status: 'answered', text };
  } catch (error) {
    return {
      status: 'unanswered',
      reason: reasonOf(error, signal, milliseconds),
    };
  }
}
