import { JsonObject } from '../objects/json';
import { ApiError, PlainTextError } from './ApiError';

/** What a failure is about. */
export interface Subject {
  group: string;
  /** Plural name, as in the path. */
  plural: string;
  name?: string;
}

/** One reason in a Status. */
export interface Cause {
  reason: string;
  message: string;
  field: string;
}

const qualified = ({ group, plural }: Subject) =>
  group === '' ? plural : `${plural}.${group}`;

// Empty members are left out, as the Go structs do with `omitempty`.
function detailsOf({ group, plural, name }: Subject): JsonObject {
  return {
    ...(name ? { name } : {}),
    ...(group ? { group } : {}),
    kind: plural,
  };
}

export const badRequest = (message: string) =>
  new ApiError({ code: 400, reason: 'BadRequest', message });

export const unauthorized = () =>
  new ApiError({ code: 401, reason: 'Unauthorized', message: 'Unauthorized' });

export const forbidden = (subject: Subject, why: string) =>
  new ApiError({
    code: 403,
    reason: 'Forbidden',
    message: `${qualified(subject)}${
      subject.name ? ` "${subject.name}"` : ''
    } is forbidden: ${why}`,
    details: detailsOf(subject),
  });

export const notFound = (subject: Subject) =>
  new ApiError({
    code: 404,
    reason: 'NotFound',
    message: `${qualified(subject)} "${subject.name ?? ''}" not found`,
    details: detailsOf(subject),
  });

export const resourceNotFound = () =>
  new ApiError({
    code: 404,
    reason: 'NotFound',
    message: 'the server could not find the requested resource',
    details: {},
  });

export const pageNotFound = () =>
  new PlainTextError(404, '404 page not found\n');

export const methodNotAllowed = () =>
  new ApiError({
    code: 405,
    reason: 'MethodNotAllowed',
    message: 'the server does not allow this method on the requested resource',
    details: {},
  });

export const notAcceptable = () =>
  new ApiError({
    code: 406,
    reason: 'NotAcceptable',
    message:
      '406: Not Acceptable\n\nAvailable representations: application/json, application/yaml',
    details: {},
  });

export const alreadyExists = (subject: Subject) =>
  new ApiError({
    code: 409,
    reason: 'AlreadyExists',
    message: `${qualified(subject)} "${subject.name ?? ''}" already exists`,
    details: detailsOf(subject),
  });

export const conflict = (subject: Subject, why: string) =>
  new ApiError({
    code: 409,
    reason: 'Conflict',
    message: `Operation cannot be fulfilled on ${qualified(subject)} "${
      subject.name ?? ''
    }": ${why}`,
    details: detailsOf(subject),
  });

export const staleResourceVersion = (subject: Subject) =>
  conflict(
    subject,
    'the object has been modified; please apply your changes to the latest version and try again',
  );

/** A server-side apply that would take fields from other managers. */
export const applyConflict = (
  conflicts: readonly { manager: string; field: string }[],
) => {
  const causes = conflicts.map(({ manager, field }) => ({
    reason: 'FieldManagerConflict',
    message: `conflict with ${manager}`,
    field,
  }));
  const managers = [...new Set(conflicts.map(entry => entry.manager))];
  const lines = managers.map(manager => {
    const fields = conflicts
      .filter(entry => entry.manager === manager)
      .map(entry => entry.field);
    return { manager, fields };
  });
  const [only] = lines;
  const text =
    conflicts.length === 1 && only
      ? `conflict with ${only.manager}: ${only.fields[0]}`
      : `conflicts with ${lines
          .map(
            line =>
              `${line.manager}:\n${line.fields
                .map(field => `- ${field}`)
                .join('\n')}`,
          )
          .join('\nconflicts with ')}`;
  return new ApiError({
    code: 409,
    reason: 'Conflict',
    message: `Apply failed with ${conflicts.length} ${
      conflicts.length === 1 ? 'conflict' : 'conflicts'
    }: ${text}`,
    details: { causes },
  });
};

export const requestTooLarge = () =>
  new ApiError({
    code: 413,
    reason: 'RequestEntityTooLarge',
    message: 'Request entity too large: limit is 3145728',
    details: {},
  });

export const unsupportedMediaType = () =>
  new ApiError({
    code: 415,
    reason: 'UnsupportedMediaType',
    message: '415: Unsupported Media Type',
    details: {},
  });

/** An object that the API's own rules refuse. */
export const invalid = (
  what: { group: string; kind: string; name: string },
  causes: readonly Cause[],
) => {
  const lines = causes.map(cause => `${cause.field}: ${cause.message}`);
  return new ApiError({
    code: 422,
    reason: 'Invalid',
    message: `${what.kind}${what.group ? `.${what.group}` : ''} "${
      what.name
    }" is invalid: ${lines.length === 1 ? lines[0] : `[${lines.join(', ')}]`}`,
    details: {
      ...(what.name ? { name: what.name } : {}),
      ...(what.group ? { group: what.group } : {}),
      kind: what.kind,
      causes: causes.map(({ reason, message, field }) => ({
        reason,
        message,
        field,
      })),
    },
  });
};

export const tooManyRequests = (retryAfterSeconds: number) =>
  new PlainTextError(429, 'Too many requests, please try again later.\n', {
    'retry-after': String(retryAfterSeconds),
  });

/** Of a whole request's failure; schema errors of server-side apply too. */
export const internalError = (message: string) =>
  new ApiError({ code: 500, message });

/** A resourceVersion or continue token that history no longer reaches. */
export const expired = (message: string, continueToken?: string) =>
  new ApiError({
    code: 410,
    reason: 'Expired',
    message,
    metadata: continueToken === undefined ? {} : { continue: continueToken },
  });

export const tooLargeResourceVersion = (asked: number, current: number) =>
  new ApiError({
    code: 504,
    reason: 'Timeout',
    message: `Timeout: Too large resource version: ${asked}, current: ${current}`,
    details: {
      causes: [
        {
          reason: 'ResourceVersionTooLarge',
          message: 'Too large resource version',
        },
      ],
      retryAfterSeconds: 1,
    },
  });
