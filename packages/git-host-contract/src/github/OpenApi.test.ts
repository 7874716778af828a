import { OpenApi } from './OpenApi';

const path = '/repos/acme/deploy/pulls/1/merge';
const merged = { sha: 'a'.repeat(40), merged: true, message: 'Merged' };

describe('OpenApi', () => {
  let api: OpenApi;

  beforeAll(async () => {
    api = await OpenApi.load();
  }, 60_000);

  it('finds nothing wrong with what GitHub says that it answers', () => {
    expect(
      api.problemsOf({ method: 'PUT', path, status: 200, body: merged }),
    ).toEqual([]);
  });

  it.each([
    [
      'a field that is missing',
      { method: 'PUT', path, status: 200, body: { ...merged, sha: undefined } },
      /must have required property 'sha'/,
    ],
    [
      'a field of another type',
      { method: 'PUT', path, status: 200, body: { ...merged, merged: 'yes' } },
      /merged must be boolean/,
    ],
    [
      'a status of another operation',
      { method: 'PUT', path, status: 201, body: merged },
      /201 is no answer of/,
    ],
    [
      'an address that GitHub has not',
      { method: 'GET', path: '/repos/acme/deploy/x/y', status: 200, body: {} },
      /is of no operation/,
    ],
    [
      'a method that it has not',
      { method: 'GET', path: '/app/hook/config/x', status: 200, body: {} },
      /is of no operation/,
    ],
  ])('finds %s', (_, answered, problem) => {
    const problems = api.problemsOf(answered);
    expect(problems).toEqual([expect.stringMatching(problem)]);
  });
});
