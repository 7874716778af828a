import { z } from 'zod';

/** What a refusal of an API server means for whoever asked. */
export type ApiErrorKind =
  /** The same request may work later. */
  | 'retry'
  /** The resource version is too old: list again. */
  | 'expired'
  /** Somebody else changed the object meanwhile, or owns what was sent. */
  | 'conflict'
  | 'notFound'
  | 'forbidden'
  /** The server will never take this request. */
  | 'refused';

/** An API server's refusal. Its message is the server's and may quote an object: mask it before it is shown. */
export class ApiError extends Error {
  readonly kind: ApiErrorKind;
  readonly code: number;
  /** In milliseconds. */
  readonly retryAfter?: number;

  constructor(options: {
    kind: ApiErrorKind;
    code: number;
    message: string;
    retryAfter?: number;
  }) {
    super(options.message);
    this.name = 'ApiError';
    this.kind = options.kind;
    this.code = options.code;
    this.retryAfter = options.retryAfter;
  }
}

/**
 * Errors of server-side apply that a server answers with status 500 although they will never go away: an unknown field,
 * a wrong type, a duplicate key, text that is no base64.
 */
const PERMANENT =
  /failed to create typed|field not declared in schema|duplicate entries for key|illegal base64|unable to decode|cannot unmarshal|unknown field|\.spec\S*: (expected|unsupported)|expected (string|map|list|numeric|boolean|scalar)/i;

/** What a server says when it could not do something itself: whatever it quotes of others, it may work later. */
const ITS_OWN_FAULT = /^Internal error occurred: failed calling webhook/;

function isPermanent(message: string): boolean {
  return PERMANENT.test(message) && !ITS_OWN_FAULT.test(message);
}

/** `Retry-After` is a number of seconds, or a date (RFC 9110, section 10.2.3). */
function readRetryAfter(
  value: string | null | undefined,
  now: number,
): number | undefined {
  if (!value) return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function kindOf(code: number, message: string): ApiErrorKind {
  switch (code) {
    case 401:
    case 403:
      return 'forbidden';
    case 404:
      return 'notFound';
    case 409:
      return 'conflict';
    case 410:
      return 'expired';
    case 408:
    case 429:
      return 'retry';
    default:
      if (code >= 500) return isPermanent(message) ? 'refused' : 'retry';
      return 'refused';
  }
}

const answerSchema = z.object({
  message: z.string().optional().catch(undefined),
  error: z.object({ message: z.string() }).optional(),
});

/**
 * A server answers with a Status object, and with plain text for a missing group or a full queue. What Backstage answers
 * on the way there, such as that it knows no such cluster, says nothing about what the server has.
 */
function readAnswer(text: string): {
  from: 'server' | 'proxy';
  says: Array<string | undefined>;
} {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { from: 'server', says: [] };
  }
  const { data } = answerSchema.safeParse(value);
  return {
    from: data?.error ? 'proxy' : 'server',
    says: [data?.error?.message, data?.message],
  };
}

/** Reads a server's Status object, or whatever text came instead of one. */
export function toApiError(options: {
  code: number;
  text: string;
  retryAfter?: string | null;
  /** Milliseconds since 1970. */
  now: number;
}): ApiError {
  const { code, text } = options;
  const answer = readAnswer(text);
  const message =
    answer.says.find(says => says !== undefined) ?? text.trim().slice(0, 2000);
  const retryAfter = readRetryAfter(options.retryAfter, options.now);
  return new ApiError({
    kind: answer.from === 'proxy' ? 'retry' : kindOf(code, message),
    code,
    message: message || `The server answered ${code}.`,
    ...(retryAfter === undefined ? {} : { retryAfter }),
  });
}
