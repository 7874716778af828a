import { JsonObject } from '../objects/json';

/** A Status body: how the API reports a failure. */
export interface StatusOptions {
  code: number;
  reason?: string;
  message: string;
  details?: JsonObject;
  metadata?: JsonObject;
}

/** An answer other than success, as the API server words it. */
export class ApiError extends Error {
  readonly code: number;
  readonly reason: string | undefined;
  readonly details: JsonObject | undefined;
  readonly #metadata: JsonObject;

  constructor(options: StatusOptions) {
    super(options.message);
    this.name = 'ApiError';
    this.code = options.code;
    this.reason = options.reason;
    this.details = options.details;
    this.#metadata = options.metadata ?? {};
  }

  /** The body that goes to the client, its keys in the server's order. */
  get body(): JsonObject {
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: this.#metadata,
      status: 'Failure',
      message: this.message,
      ...(this.reason === undefined ? {} : { reason: this.reason }),
      ...(this.details === undefined ? {} : { details: this.details }),
      code: this.code,
    };
  }
}

/**
 * A failure that the API server reports in plain text instead of a Status:
 * an unknown group or version, and its own throttling.
 */
export class PlainTextError extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
    this.name = 'PlainTextError';
  }
}
