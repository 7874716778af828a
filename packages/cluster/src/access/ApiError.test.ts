import { type ApiErrorKind, toApiError } from './ApiError';

const NOW = Date.parse('2026-01-01T00:00:00Z');

describe('toApiError', () => {
  it.each<[number, string, ApiErrorKind]>([
    [401, 'Unauthorized', 'forbidden'],
    [403, 'secrets is forbidden', 'forbidden'],
    [404, '404 page not found\n', 'notFound'],
    [408, 'timeout', 'retry'],
    [409, 'the object has been modified', 'conflict'],
    [410, 'too old resource version', 'expired'],
    [422, 'field is immutable', 'refused'],
    [429, 'Too many requests, please try again later.\n', 'retry'],
    [500, 'Internal error occurred: etcdserver: request timed out', 'retry'],
    [503, 'the server is currently unable to handle the request', 'retry'],
    [504, 'Timeout: Too large resource version', 'retry'],
    [
      500,
      'failed to create typed patch object (shop/web; apps/v1, Kind=Deployment): .spec.replica: field not declared in schema',
      'refused',
    ],
    [
      500,
      'failed to create typed patch object (/w; example.com/v1, Kind=Widget): .spec.set: duplicate entries for key [="a"]',
      'refused',
    ],
    [
      500,
      'failed to convert new object (/s; /v1, Kind=Secret) to proper version: unable to convert unstructured object to /v1, Kind=Secret: error decoding from json: illegal base64 data at input byte 0',
      'refused',
    ],
    [
      500,
      'Internal error occurred: failed calling webhook "example.com": unable to decode its answer',
      'retry',
    ],
    [
      404,
      '{"error":{"name":"NotFoundError","message":"Cluster \'gone\' not found"}}',
      'retry',
    ],
  ])('takes %i "%s" for %s', (code, text, kind) => {
    expect(toApiError({ code, text, now: NOW }).kind).toBe(kind);
  });

  it.each<[string | undefined, number | undefined]>([
    [undefined, undefined],
    ['', undefined],
    ['3', 3_000],
    ['0', 0],
    ['-1', 0],
    ['Thu, 01 Jan 2026 00:00:30 GMT', 30_000],
    ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
    ['soon', undefined],
  ])('reads Retry-After %j as %j', (retryAfter, expected) => {
    expect(
      toApiError({ code: 429, text: '', retryAfter, now: NOW }).retryAfter,
    ).toBe(expected);
  });

  it('says what the server says, however it says it', () => {
    expect(
      [
        '{"kind":"Status","message":"no"}',
        '{"error":{"name":"NotFoundError","message":"no cluster"}}',
        ' plain text\n',
        '',
      ].map(text => toApiError({ code: 404, text, now: NOW }).message),
    ).toEqual(['no', 'no cluster', 'plain text', 'The server answered 404.']);
  });
});
