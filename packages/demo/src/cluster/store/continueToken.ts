import { badRequest } from '../errors/failures';

/** Where a paged list goes on. */
export interface ContinueToken {
  /** Revision of the first page; undefined: go on with what is there now. */
  revision: number | undefined;
  /** `namespace/name` of the last object that was sent. */
  after: string;
}

const END = '\u0000';

const withoutEnd = (text: string) =>
  text.endsWith(END) ? text.slice(0, -END.length) : text;

/** An opaque token for the client. */
export function printContinueToken(token: ContinueToken): string {
  return Buffer.from(
    JSON.stringify({
      v: 'meta.k8s.io/v1',
      rv: token.revision ?? -1,
      start: `${token.after}${END}`,
    }),
  ).toString('base64url');
}

/** Reads a token; throws 400 where it is none of ours. */
export function readContinueToken(text: string): ContinueToken {
  try {
    const value: unknown = JSON.parse(
      Buffer.from(text, 'base64url').toString('utf8'),
    );
    if (
      typeof value === 'object' &&
      value !== null &&
      'rv' in value &&
      'start' in value &&
      typeof value.rv === 'number' &&
      typeof value.start === 'string'
    ) {
      return {
        revision: value.rv < 0 ? undefined : value.rv,
        after: withoutEnd(value.start),
      };
    }
  } catch {
    // Falls through: not a token.
  }
  throw badRequest(`continue key is not valid: ${text}`);
}
