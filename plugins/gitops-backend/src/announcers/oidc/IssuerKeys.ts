import {
  createLocalJWKSet,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
} from 'jose';
import { z } from 'zod';
import type { exchange, ExchangeOutcome } from '../../network/exchange';
import type { OidcIssuer } from '../settings';

/** How long keys are good for, in milliseconds: one that was withdrawn is taken no longer. */
const GOOD_FOR = 3_600_000;

/**
 * How long nobody looks again, in milliseconds: tokens with keys that do not exist cost nothing to make, and an issuer
 * that is away is not asked by every request.
 */
const REST = 30_000;

/** What one request may take. */
const LIMITS = { milliseconds: 5_000, bytes: 256 * 1024 };

const discovery = z.object({ issuer: z.string(), jwks_uri: z.url() });

/** Keys that others know as well as the issuer prove nothing, whatever is said of them. */
const keySet = z.object({
  keys: z
    .array(z.looseObject({ kty: z.string() }))
    .max(100)
    .transform(keys => keys.filter(({ kty }) => kty === 'RSA' || kty === 'EC')),
});

/** Keys of an issuer, or why they are not to be had now. */
export type KnownKeys =
  | { status: 'known'; find: JWTVerifyGetKey }
  | { status: 'unavailable'; reason: string };

/** What asking an issuer is done with. */
export interface IssuerTools {
  exchange: typeof exchange;
  /** In milliseconds. */
  now: () => number;
}

function parse<T>(schema: z.ZodType<T>, outcome: ExchangeOutcome): T | string {
  if (outcome.status === 'unanswered') return outcome.reason;
  if (outcome.code !== 200) return `It answered ${outcome.code}.`;
  try {
    const read = schema.safeParse(JSON.parse(outcome.body.toString()));
    return read.success ? read.data : 'It answered something else.';
  } catch {
    return 'It did not answer JSON.';
  }
}

/** The public keys that an issuer signs with, as it publishes them. */
export class IssuerKeys {
  readonly #settings: OidcIssuer;
  readonly #tools: IssuerTools;
  #good?: { at: number; keys: KnownKeys };
  #latest?: { at: number; keys: Promise<KnownKeys> };

  constructor(settings: OidcIssuer, tools: IssuerTools) {
    this.#settings = settings;
    this.#tools = tools;
  }

  /** The keys as they were known within the last hour. */
  async current(): Promise<KnownKeys> {
    const { now } = this.#tools;
    return this.#good && now() - this.#good.at < GOOD_FOR
      ? this.#good.keys
      : this.again();
  }

  /** The keys as they are now: a key that is not known may be new. */
  async again(): Promise<KnownKeys> {
    const at = this.#tools.now();
    if (!this.#latest || at - this.#latest.at >= REST) {
      this.#latest = { at, keys: this.#refresh(at) };
    }
    return this.#latest.keys;
  }

  /** A look that fails takes nothing away: what was good is so for its hour. */
  async #refresh(at: number): Promise<KnownKeys> {
    const keys = await this.#look();
    if (keys.status === 'known') this.#good = { at, keys };
    return keys;
  }

  async #look(): Promise<KnownKeys> {
    const { issuer } = this.#settings;
    const found = parse(
      discovery,
      await this.#ask(
        `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
      ),
    );
    if (typeof found === 'string') return this.#unavailable(found);
    // The issuer alone says where its keys are, and they are nowhere else: it sends us to no third party.
    if (
      found.issuer !== issuer ||
      new URL(found.jwks_uri).origin !== new URL(issuer).origin
    ) {
      return this.#unavailable('It speaks for another issuer.');
    }
    const keys = parse(keySet, await this.#ask(found.jwks_uri));
    if (typeof keys === 'string') return this.#unavailable(keys);
    return {
      status: 'known',
      find: createLocalJWKSet(keys as JSONWebKeySet),
    };
  }

  #ask(url: string): Promise<ExchangeOutcome> {
    const { privateNetwork } = this.#settings;
    return this.#tools.exchange({
      url,
      method: 'GET',
      headers: {
        Accept: 'application/json',
        'User-Agent': 'gitops-for-backstage',
      },
      network: {
        kind: privateNetwork ? 'private' : 'public',
        setting: 'gitops.oidc',
      },
      limits: LIMITS,
    });
  }

  #unavailable(reason: string): KnownKeys {
    return {
      status: 'unavailable',
      reason: `The keys of ${
        this.#settings.issuer
      } are not to be had now. ${reason}`,
    };
  }
}
