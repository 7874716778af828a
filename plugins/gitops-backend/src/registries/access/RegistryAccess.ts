import { z } from 'zod';
import { BoundedCache } from '../BoundedCache';
import type { Clock } from '../Clock';
import type { Answered, PatientClient } from '../PatientClient';
import { RegistryRefused } from '../problems';
import type { RegistrySettings } from '../RegistrySettings';
import type { RepositoryName } from '../RepositoryName';
import { parseChallenges } from './challenge';
import { tokenRequest } from './tokenRequest';

/** Largest answer of a token server, in bytes. */
const MAX_ANSWER = 64 * 1024;

/** Repositories whose tokens are kept. */
const MOST_TOKENS = 10_000;

/** How long a token is good for at least and at most, in seconds; 60 is what the specification says where nothing is said. */
const LIFETIME = { least: 60, most: 3_600 };

/** How long before its end a token is not used any more, in milliseconds. */
const MARGIN = 10_000;

const secret = z
  .string()
  .regex(/^[\x21-\x7e]+$/, 'what a header can carry')
  .optional();

const answer = z.object({
  token: secret,
  access_token: secret,
  expires_in: z.number().optional().catch(undefined),
});

interface Known {
  header: string;
  /** In milliseconds since 1970. */
  until: number;
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

/** What we show registries so that they let us read, kept until it ends. Nothing of it is in an error. */
export class RegistryAccess {
  readonly #client: PatientClient;
  readonly #clock: Clock;
  readonly #known = new BoundedCache<Known>(MOST_TOKENS);

  constructor(options: { client: PatientClient; clock: Clock }) {
    this.#client = options.client;
    this.#clock = options.clock;
  }

  /** The `Authorization` that a repository took last, while it is good. */
  known({ registry, name }: RepositoryName): string | undefined {
    const known = this.#known.get(`${registry}/${name}`);
    return known && this.#clock.now() < known.until ? known.header : undefined;
  }

  /**
   * The `Authorization` that a registry asks for.
   *
   * @throws RegistryRefused where it wants what nobody configured.
   */
  async answer(
    repository: RepositoryName,
    settings: RegistrySettings,
    headers: Answered['headers'],
  ): Promise<string> {
    const { registry, name } = repository;
    const challenges = parseChallenges(headers['www-authenticate'] ?? '');
    const bearer = challenges.find(({ scheme }) => scheme === 'bearer');
    const known = bearer
      ? await this.#token(repository, settings, bearer)
      : this.#basic(repository, settings, challenges);
    this.#known.set(`${registry}/${name}`, known);
    return known.header;
  }

  #basic(
    { name }: RepositoryName,
    { host, credentials }: RegistrySettings,
    challenges: Array<{ scheme: string }>,
  ): Known {
    if (!challenges.some(({ scheme }) => scheme === 'basic')) {
      throw new RegistryRefused(
        `${host} does not let us read ${name}, and asks for neither a token nor a password.`,
      );
    }
    if (!credentials) {
      throw new RegistryRefused(
        `${host} wants a password for ${name}; the platform team can set username and password for it below gitops.registries.`,
      );
    }
    return { header: basicHeader(credentials), until: Infinity };
  }

  async #token(
    repository: RepositoryName,
    settings: RegistrySettings,
    challenge: Parameters<typeof tokenRequest>[2],
  ): Promise<Known> {
    const { host, credentials, network } = settings;
    const request = tokenRequest(repository, settings, challenge);
    if (request.status === 'refused') {
      throw new RegistryRefused(
        `${host} does not let us read ${repository.name}. ${request.reason}`,
      );
    }
    const { code, body } = await this.#client.ask(settings, {
      what: `a token for ${repository.name}`,
      method: 'GET',
      url: request.url,
      headers: credentials ? { Authorization: basicHeader(credentials) } : {},
      network,
      bytes: MAX_ANSWER,
    });
    const parsed = answer.safeParse(code === 200 ? parse(body) : undefined);
    const token = parsed.data?.token ?? parsed.data?.access_token;
    if (!token) {
      throw new RegistryRefused(
        `${host} gave no token for ${repository.name} (${code}); ${
          credentials
            ? 'are username and password right'
            : 'does it need username and password'
        } below gitops.registries?`,
      );
    }
    const { least, most } = LIFETIME;
    const seconds = parsed.data?.expires_in ?? least;
    const lifetime = Math.min(Math.max(seconds, least), most) * 1_000;
    return {
      header: `Bearer ${token}`,
      until: this.#clock.now() + lifetime - MARGIN,
    };
  }
}

function basicHeader(credentials: {
  username: string;
  password: string;
}): string {
  const text = `${credentials.username}:${credentials.password}`;
  return `Basic ${Buffer.from(text).toString('base64')}`;
}
