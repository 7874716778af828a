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
    case 429:
      return 'retry';
    default:
      if (code >= 500) return PERMANENT.test(message) ? 'refused' : 'retry';
      return 'refused';
  }
}

/** Reads a server's Status object, or whatever text came instead of one. */
export function toApiError(options: {
  code: number;
  text: string;
  retryAfter?: string | null;
}): ApiError {
  const { code, text } = options;
  let message = text.trim().slice(0, 2000);
  try {
    const status: unknown = JSON.parse(text);
    if (
      typeof status === 'object' &&
      status !== null &&
      'message' in status &&
      typeof status.message === 'string'
    ) {
      message = status.message;
    }
  } catch {
    // A missing group and a full queue are answered in plain text.
  }
  const seconds = Number(options.retryAfter);
  return new ApiError({
    kind: kindOf(code, message),
    code,
    message: message || `The server answered ${code}.`,
    ...(options.retryAfter && Number.isFinite(seconds)
      ? { retryAfter: seconds * 1000 }
      : {}),
  });
}
