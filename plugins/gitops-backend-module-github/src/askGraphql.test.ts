import { TerminalHostError } from '@backstage-gitops/plugin-gitops-node';
import { z } from 'zod';
import { askGraphql } from './askGraphql';
import { RetryableHostError } from './errors';
import type { Place } from './Place';

/** A GitHub that answers so. */
function answering(
  answer: { data?: unknown; errors?: object[] },
  refusals: 'missing' | 'all' = 'all',
) {
  const graphql = async () => {
    if (!answer.errors) return answer.data;
    throw Object.assign(new Error('Request failed'), {
      name: 'GraphqlResponseError',
      errors: answer.errors,
      data: answer.data,
      request: { headers: { authorization: 'Bearer ghs_secret' } },
    });
  };
  return askGraphql(
    'read it',
    { owner: 'acme', repo: 'deploy', graphql } as unknown as Place,
    {
      query: 'query { x }',
      variables: {},
      answer: z.object({ x: z.number().nullable() }),
      refusals,
    },
  );
}

describe('askGraphql', () => {
  it('answers what was asked', async () => {
    expect(await answering({ data: { x: 7 } })).toEqual({
      data: { x: 7 },
      problems: [],
    });
  });

  it.each(['NOT_FOUND', 'UNPROCESSABLE', 'STALE_DATA', 'A_NEW_RULE'])(
    'answers the rest where GitHub says %s of a part',
    async type => {
      const errors = [{ type, message: 'No' }];
      expect(await answering({ data: { x: null }, errors })).toEqual({
        data: { x: null },
        problems: errors,
      });
    },
  );

  it('takes no other refusal for something that is not there', async () => {
    const errors = [{ type: 'UNPROCESSABLE', message: 'No' }];
    await expect(
      answering({ data: { x: null }, errors }, 'missing'),
    ).rejects.toBeInstanceOf(RetryableHostError);
  });

  it.each([
    [
      'what the credentials do not allow',
      { type: 'FORBIDDEN', message: 'Resource not accessible by integration' },
      'see what the app or token may do',
    ],
    [
      'a server that is too old',
      {
        message: "Field 'x' doesn't exist on type 'Query'",
        extensions: { code: 'undefinedField' },
      },
      'did not understand',
    ],
  ])('is final about %s', async (_, error, words) => {
    const answer = answering({ data: { x: 7 }, errors: [error] });
    await expect(answer).rejects.toBeInstanceOf(TerminalHostError);
    await expect(answer).rejects.toThrow(words);
    await expect(answer).rejects.not.toThrow('ghs_secret');
  });

  it.each([
    ['a limit', { errors: [{ type: 'RATE_LIMITED', message: 'Wait' }] }],
    ['a bad day', { errors: [{ message: 'Something went wrong' }] }],
    ['another answer than expected', { data: { x: 'seven' } }],
    ['no answer', { data: undefined }],
  ])('is not final about %s', async (_, answer) => {
    await expect(answering(answer)).rejects.toBeInstanceOf(RetryableHostError);
  });
});
