import { TerminalHostError } from '@backstage-gitops/plugin-gitops-node';
import { Refusal, RetryableHostError, toHostError, wordsOf } from './errors';

describe('toHostError', () => {
  it.each([400, 401, 403, 404, 405, 410, 422])('is final about %i', status => {
    const error = toHostError('read it', new Refusal(status, 'No'));
    expect(error).toBeInstanceOf(TerminalHostError);
  });

  it.each([408, 409, 425, 429, 500, 502, 503])(
    'is not final about %i',
    status => {
      const error = toHostError('read it', new Refusal(status, 'No'));
      expect(error).toBeInstanceOf(RetryableHostError);
    },
  );

  it.each([
    ['what is no answer', new Error('socket hang up')],
    ['what is no error', 'x'],
  ])('is not final about %s', (_, error) => {
    expect(toHostError('read it', error)).toBeInstanceOf(RetryableHostError);
  });

  it('says what was asked, found and to be done', () => {
    const error = toHostError('read acme/deploy', new Refusal(401, 'No'));
    expect(String(error)).toBe(
      'TerminalHostError: GitLab did not read acme/deploy: 401 No. It refused the credentials; see integrations.gitlab.',
    );
  });

  it('leaves alone what is said already', () => {
    const error = new TerminalHostError('Gone');
    expect(toHostError('read it', error)).toBe(error);
  });
});

describe('wordsOf', () => {
  it.each([
    ['{"message":"404 Project Not Found"}', 'Project Not Found'],
    ['{"message":"405 Method Not Allowed"}', 'Method Not Allowed'],
    ['{"message":["One","Two"]}', 'One; Two'],
    ['{"message":{"title":["is too long"]}}', 'title is too long'],
    ['{"error":"insufficient_scope"}', 'insufficient_scope'],
    ['{"errors":[{"message":"No field"}]}', 'message No field'],
    ['Retry later', 'Retry later'],
    ['null', 'null'],
    ['<html>', '<html>'],
  ])('reads %s', (text, expected) => {
    expect(wordsOf(text)).toBe(expected);
  });

  it('passes on no long pages', () => {
    expect(wordsOf('x'.repeat(10_000))).toHaveLength(500);
  });
});
