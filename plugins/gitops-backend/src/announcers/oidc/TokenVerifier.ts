import { decodeJwt, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import type { Identified } from '../identify';
import type { OidcIssuer } from '../settings';
import { IssuerKeys, type IssuerTools, type KnownKeys } from './IssuerKeys';
import { readJob } from './readJob';

/** Signatures by a key that the issuer alone has. `none` and HS256 are not among them, whatever a token says of itself. */
const ALGORITHMS = ['RS256', 'ES256'];

/** How far clocks may be apart, in seconds. */
const CLOCK_TOLERANCE = 30;

/** Longest token, in characters; those of CI have about 2,000. */
const LONGEST = 8 * 1024;

type Attempt = Identified | { status: 'unknownKey' };

/** What a token says of itself, of which nothing is believed yet. */
function peek(token: string) {
  try {
    const { alg, kid } = decodeProtectedHeader(token);
    return { alg, kid, issuer: decodeJwt(token).iss };
  } catch {
    return undefined;
  }
}

function refused(reason: string): Identified {
  return { status: 'refused', reason: `The token is not taken: ${reason}` };
}

/** What is wrong, for whoever sets CI up; they know their token. */
function faultOf(error: unknown, { audience }: OidcIssuer): Attempt {
  if (error instanceof errors.JWKSNoMatchingKey) {
    return { status: 'unknownKey' };
  }
  if (error instanceof errors.JWTExpired) return refused('it has expired.');
  if (error instanceof errors.JWTClaimValidationFailed) {
    switch (error.claim) {
      case 'aud':
        return refused(`it is not for ${audience}; ask CI for that audience.`);
      case 'nbf':
        return refused('it is not valid yet.');
      default:
        return refused(`its claim ${error.claim} is missing or wrong.`);
    }
  }
  return refused('its signature is not of its issuer.');
}

/** Verifies identity tokens of CI jobs. */
export class TokenVerifier {
  readonly #issuers: Map<string, { settings: OidcIssuer; keys: IssuerKeys }>;
  readonly #now: () => number;

  constructor(issuers: readonly OidcIssuer[], tools: IssuerTools) {
    this.#issuers = new Map(
      issuers.map(settings => [
        settings.issuer,
        { settings, keys: new IssuerKeys(settings, tools) },
      ]),
    );
    this.#now = tools.now;
  }

  /** @returns `foreign` where it is of none of the issuers that are configured. */
  async verify(token: string): Promise<Identified> {
    const said = peek(token);
    const known = this.#issuers.get(said?.issuer ?? '');
    if (!said || !known) return { status: 'foreign' };
    if (token.length > LONGEST) {
      return refused(`it has more than ${LONGEST} characters.`);
    }
    // Nobody is asked for keys on behalf of what no key could make valid.
    if (!said.alg || !ALGORITHMS.includes(said.alg)) {
      return refused(`it is not signed by ${ALGORITHMS.join(' or ')}.`);
    }
    if (!said.kid) return refused('it does not name the key of its signature.');
    const { settings, keys } = known;
    const first = await this.#attempt(token, settings, await keys.current());
    if (first.status !== 'unknownKey') return first;
    const again = await this.#attempt(token, settings, await keys.again());
    return again.status === 'unknownKey'
      ? refused('its issuer does not have the key of its signature.')
      : again;
  }

  async #attempt(
    token: string,
    settings: OidcIssuer,
    keys: KnownKeys,
  ): Promise<Attempt> {
    if (keys.status === 'unavailable') return keys;
    try {
      const { payload } = await jwtVerify(token, keys.find, {
        issuer: settings.issuer,
        audience: settings.audience,
        algorithms: ALGORITHMS,
        clockTolerance: CLOCK_TOLERANCE,
        requiredClaims: ['exp'],
        currentDate: new Date(this.#now()),
      });
      const job = readJob(settings, payload);
      return job
        ? { status: 'proven', announcing: { kind: 'job', job } }
        : refused('its claims name no repository, ref and commit.');
    } catch (error) {
      return faultOf(error, settings);
    }
  }
}
