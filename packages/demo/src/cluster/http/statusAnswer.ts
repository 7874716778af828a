import { ApiError, PlainTextError } from '../errors/ApiError';
import { internalError } from '../errors/failures';
import { numberAt } from '../objects/read';
import { Answer } from './Answer';

/** How a failure goes to the client; an unforeseen one as a plain 500. */
export function statusAnswer(error: unknown): Answer {
  if (error instanceof PlainTextError) {
    return {
      kind: 'text',
      status: error.code,
      text: error.message,
      headers: error.headers,
    };
  }
  const known =
    error instanceof ApiError
      ? error
      : internalError(
          `Internal error occurred: ${
            error instanceof Error ? error.message : String(error)
          }`,
        );
  const retry = numberAt(known.details, 'retryAfterSeconds');
  return {
    kind: 'json',
    status: known.code,
    body: known.body,
    ...(retry === undefined
      ? {}
      : { headers: { 'retry-after': String(retry) } }),
  };
}
