import type { RequestListener } from 'node:http';
import {
  exportJWK,
  generateKeyPair,
  type JWK,
  type JWTPayload,
  SignJWT,
} from 'jose';
import { json, LoopbackServer } from '../../__testUtils__/LoopbackServer';

/** Claims of a job of GitHub Actions on the main branch. */
export const JOB_CLAIMS = {
  sub: 'repo:acme/payments:ref:refs/heads/main',
  repository: 'acme/payments',
  ref: 'refs/heads/main',
  sha: 'a'.repeat(40),
};

type Algorithm = 'RS256' | 'ES256';

interface Key {
  algorithm: Algorithm;
  privateKey: CryptoKey;
  publicJwk: JWK;
}

/** An issuer of identity tokens on loopback, with keys as CI services have them. */
export class LocalIssuer {
  readonly audience = 'https://portal.acme.example';
  /** Each request's path. */
  readonly requests: string[] = [];
  /** Answers in place of the issuer, where it does. */
  quirk?: (path: string) => RequestListener | undefined;
  readonly #keys = new Map<string, Key>();
  #published: string[] = [];
  #server!: LoopbackServer;

  static async start(): Promise<LocalIssuer> {
    const issuer = new LocalIssuer();
    issuer.#server = await LoopbackServer.start((request, response) => {
      const path = request.url ?? '';
      issuer.requests.push(path);
      const answer = issuer.quirk?.(path) ?? json(issuer.#document(path));
      answer(request, response);
    });
    await issuer.addKey('rsa', 'RS256');
    await issuer.addKey('ec', 'ES256');
    return issuer;
  }

  get url(): string {
    return this.#server.url;
  }

  async stop(): Promise<void> {
    await this.#server.stop();
  }

  async addKey(
    kid: string,
    algorithm: Algorithm,
    known: 'published' | 'unpublished' = 'published',
  ): Promise<void> {
    const pair = await generateKeyPair(algorithm, { extractable: true });
    this.#keys.set(kid, {
      algorithm,
      privateKey: pair.privateKey,
      publicJwk: { ...(await exportJWK(pair.publicKey)), kid, use: 'sig' },
    });
    if (known === 'published') this.publish(kid);
  }

  publish(kid: string): void {
    this.#published.push(kid);
  }

  withdraw(kid: string): void {
    this.#published = this.#published.filter(one => one !== kid);
  }

  publicJwk(kid: string): JWK {
    return this.#key(kid).publicJwk;
  }

  /** A token as CI gets it, with other claims where they are given. Times are in seconds. */
  async token(claims: JWTPayload = {}, kid = 'rsa'): Promise<string> {
    const { algorithm, privateKey } = this.#key(kid);
    return new SignJWT(this.claims(claims))
      .setProtectedHeader({ alg: algorithm, kid })
      .sign(privateKey);
  }

  claims(claims: JWTPayload = {}): JWTPayload {
    const now = Math.floor(Date.now() / 1_000);
    return {
      iss: this.url,
      aud: this.audience,
      iat: now,
      nbf: now,
      exp: now + 300,
      ...JOB_CLAIMS,
      ...claims,
    };
  }

  #key(kid: string): Key {
    const key = this.#keys.get(kid);
    if (!key) throw new Error(`no key ${kid}`);
    return key;
  }

  #document(path: string): object {
    return path === '/keys'
      ? { keys: this.#published.map(kid => this.publicJwk(kid)) }
      : { issuer: this.url, jwks_uri: `${this.url}/keys` };
  }
}
