import { createPublicKey } from 'node:crypto';
import { type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { exchange } from '../../network/exchange';
import { json } from '../../__testUtils__/LoopbackServer';
import { LocalIssuer } from '../__testUtils__/LocalIssuer';
import type { OidcIssuer } from '../settings';
import { TokenVerifier } from './TokenVerifier';

const LOOK = ['/.well-known/openid-configuration', '/keys'];
const MINUTE = 60_000;

const seconds = () => Math.floor(Date.now() / 1_000);

describe('TokenVerifier', () => {
  let issuer: LocalIssuer;
  let later: number;
  let verifier: TokenVerifier;

  const verifierFor = (settings: Partial<OidcIssuer> = {}) =>
    new TokenVerifier(
      [
        {
          ci: 'githubActions',
          issuer: issuer.url,
          audience: issuer.audience,
          repositories: 'https://github.com',
          privateNetwork: true,
          ...settings,
        },
      ],
      { exchange, now: () => Date.now() + later },
    );

  beforeEach(async () => {
    later = 0;
    issuer = await LocalIssuer.start();
    verifier = verifierFor();
  });

  afterEach(() => issuer.stop());

  it.each(['rsa', 'ec'])('takes a token that is signed by %s', async kid => {
    expect(await verifier.verify(await issuer.token({}, kid))).toEqual({
      status: 'proven',
      announcing: {
        kind: 'job',
        job: {
          ci: 'githubActions',
          path: 'acme/payments',
          repository: 'https://github.com/acme/payments',
          ref: 'refs/heads/main',
          commit: 'a'.repeat(40),
          environment: undefined,
        },
      },
    });
  });

  it('asks for keys once, however many tokens there are', async () => {
    const tokens = await Promise.all(
      Array.from({ length: 20 }, () => issuer.token()),
    );
    const all = await Promise.all(tokens.map(one => verifier.verify(one)));
    expect(all.map(({ status }) => status)).toEqual(tokens.map(() => 'proven'));
    expect(issuer.requests).toEqual(LOOK);
  });

  it.each<[string, () => JWTPayload, RegExp]>([
    ['another audience', () => ({ aud: 'https://other.example' }), /not for/],
    ['no audience', () => ({ aud: undefined }), /not for/],
    ['no end', () => ({ exp: undefined }), /claim exp is missing/],
    ['its end behind it', () => ({ exp: seconds() - 60 }), /has expired/],
    [
      'its beginning before it',
      () => ({ nbf: seconds() + 600 }),
      /not valid yet/,
    ],
    ['no repository', () => ({ repository: undefined }), /name no repository/],
    [
      'a repository that is none',
      () => ({ repository: '../payments' }),
      /name no repository/,
    ],
    ['no ref', () => ({ ref: '' }), /name no repository/],
  ])('refuses one with %s', async (_, claims, reason) => {
    expect(await verifier.verify(await issuer.token(claims()))).toEqual({
      status: 'refused',
      reason: expect.stringMatching(reason),
    });
    expect(await verifier.verify(await issuer.token())).toMatchObject({
      status: 'proven',
    });
  });

  it('refuses what is not signed, and asks nobody for keys', async () => {
    const token = new UnsecuredJWT(issuer.claims()).encode();
    expect(await verifier.verify(token)).toMatchObject({
      status: 'refused',
      reason: expect.stringContaining('not signed by RS256 or ES256'),
    });
    expect(issuer.requests).toEqual([]);
  });

  it('refuses a public key that is taken for a secret', async () => {
    await verifier.verify(await issuer.token());
    const jwk = issuer.publicJwk('rsa');
    const pem = createPublicKey({ key: { ...jwk }, format: 'jwk' })
      .export({ type: 'spki', format: 'pem' })
      .toString();
    for (const secret of [pem, JSON.stringify(jwk)]) {
      const token = await new SignJWT(issuer.claims())
        .setProtectedHeader({ alg: 'HS256', kid: 'rsa' })
        .sign(Buffer.from(secret));
      expect(await verifier.verify(token)).toMatchObject({
        status: 'refused',
        reason: expect.stringContaining('not signed by RS256 or ES256'),
      });
    }
  });

  it('refuses a token that somebody changed', async () => {
    const [head, , signature] = (await issuer.token()).split('.');
    const claims = issuer.claims({ repository: 'acme/orders' });
    const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
    expect(
      await verifier.verify([head, payload, signature].join('.')),
    ).toMatchObject({
      status: 'refused',
      reason: expect.stringContaining('signature is not of its issuer'),
    });
  });

  it('refuses the signature of a stranger in the name of a known key', async () => {
    const stranger = await LocalIssuer.start();
    const token = await stranger.token({ iss: issuer.url });
    await stranger.stop();
    expect(await verifier.verify(token)).toMatchObject({
      status: 'refused',
      reason: expect.stringContaining('signature is not of its issuer'),
    });
  });

  it('refuses a token that is longer than any', async () => {
    const token = await issuer.token({ more: 'x'.repeat(8_192) });
    expect(await verifier.verify(token)).toMatchObject({
      status: 'refused',
      reason: expect.stringContaining('more than 8192 characters'),
    });
    expect(issuer.requests).toEqual([]);
  });

  it.each(['', 'x', 'a.b.c', 'e30.e30.', `${'e30.'.repeat(20)}e30`])(
    'leaves "%s" to others',
    async token => {
      expect(await verifier.verify(token)).toEqual({ status: 'foreign' });
    },
  );

  it('leaves tokens of other issuers to others, and calls none of them', async () => {
    const stranger = await LocalIssuer.start();
    const token = await stranger.token();
    expect(await verifier.verify(token)).toEqual({ status: 'foreign' });
    expect(stranger.requests).toEqual([]);
    await stranger.stop();
  });

  describe('where keys change', () => {
    beforeEach(async () => {
      await verifier.verify(await issuer.token());
      issuer.requests.length = 0;
    });

    it('looks once for a key that is not known, and not for every token', async () => {
      await issuer.addKey('unpublished', 'RS256', 'unpublished');
      const token = await issuer.token({}, 'unpublished');
      later = MINUTE;
      for (let count = 0; count < 10; count += 1) {
        expect(await verifier.verify(token)).toMatchObject({
          status: 'refused',
          reason: expect.stringContaining('does not have the key'),
        });
      }
      expect(issuer.requests).toEqual(LOOK);
    });

    it('takes a new key at once', async () => {
      await issuer.addKey('new', 'ES256');
      later = MINUTE;
      expect(
        await verifier.verify(await issuer.token({}, 'new')),
      ).toMatchObject({ status: 'proven' });
      expect(issuer.requests).toEqual(LOOK);
    });

    it('takes a withdrawn key for an hour at most', async () => {
      issuer.withdraw('rsa');
      later = 61 * MINUTE;
      const token = await issuer.token({ exp: seconds() + 7_200 });
      expect(await verifier.verify(token)).toMatchObject({ status: 'refused' });
    });

    it('knows its keys while their issuer is away', async () => {
      await issuer.addKey('new', 'RS256', 'unpublished');
      issuer.quirk = () => (_, response) => response.writeHead(500).end();
      later = MINUTE;
      expect(
        await verifier.verify(await issuer.token({}, 'new')),
      ).toMatchObject({ status: 'unavailable' });
      expect(await verifier.verify(await issuer.token())).toMatchObject({
        status: 'proven',
      });
    });
  });

  it('says that nobody can tell where the issuer is away, and asks again later', async () => {
    const token = await issuer.token({ exp: seconds() + 600 });
    issuer.quirk = () => (_, response) => response.writeHead(503).end();
    for (let count = 0; count < 10; count += 1) {
      expect(await verifier.verify(token)).toEqual({
        status: 'unavailable',
        reason: `The keys of ${issuer.url} are not to be had now. It answered 503.`,
      });
    }
    expect(issuer.requests).toEqual(LOOK.slice(0, 1));
    issuer.quirk = undefined;
    later = MINUTE;
    expect(await verifier.verify(token)).toMatchObject({ status: 'proven' });
  });

  it('says the same where nothing listens', async () => {
    const token = await issuer.token();
    await issuer.stop();
    expect(await verifier.verify(token)).toEqual({
      status: 'unavailable',
      reason: expect.stringMatching(/The connection failed \(ECONNREFUSED\)/),
    });
    issuer = await LocalIssuer.start();
  });

  it.each<[string, (issuer: LocalIssuer) => object, string]>([
    [
      'to a third party',
      one => ({ issuer: one.url, jwks_uri: 'http://127.0.0.2/keys' }),
      'It speaks for another issuer.',
    ],
    [
      'as another issuer',
      one => ({ issuer: 'https://other.example', jwks_uri: `${one.url}/keys` }),
      'It speaks for another issuer.',
    ],
    ['nowhere', () => ({}), 'It answered something else.'],
  ])('asks for no keys where discovery leads %s', async (_, found, reason) => {
    issuer.quirk = path => (path === '/keys' ? undefined : json(found(issuer)));
    expect(await verifier.verify(await issuer.token())).toMatchObject({
      status: 'unavailable',
      reason: expect.stringContaining(reason),
    });
    expect(issuer.requests).toEqual(LOOK.slice(0, 1));
  });

  it.each<[string, string | object]>([
    ['no JSON', '<html>'],
    ['no keys', { keys: 7 }],
    ['more keys than any has', { keys: Array(101).fill({ kty: 'RSA' }) }],
    ['more than is read', { keys: [], more: 'x'.repeat(300_000) }],
  ])('knows no keys where it answers %s', async (_, answer) => {
    const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
    issuer.quirk = path =>
      path === '/keys' ? (__, response) => response.end(text) : undefined;
    expect(await verifier.verify(await issuer.token())).toMatchObject({
      status: 'unavailable',
    });
  });

  it('takes no key that is a shared secret', async () => {
    const secret = Buffer.alloc(32, 7);
    issuer.quirk = path =>
      path === '/keys'
        ? json({
            keys: [{ kty: 'oct', kid: 'rsa', k: secret.toString('base64url') }],
          })
        : undefined;
    expect(await verifier.verify(await issuer.token())).toMatchObject({
      status: 'refused',
      reason: expect.stringContaining('does not have the key'),
    });
  });

  it('calls no private network unless the platform says so', async () => {
    const strict = verifierFor({ privateNetwork: false });
    expect(await strict.verify(await issuer.token())).toMatchObject({
      status: 'unavailable',
      reason: expect.stringContaining(
        'can set privateNetwork for it below gitops.oidc',
      ),
    });
    expect(issuer.requests).toEqual([]);
  });
});
