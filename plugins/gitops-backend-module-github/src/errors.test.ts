import { TerminalHostError } from '@backstage-gitops/plugin-gitops-node';
import { RequestError } from '@octokit/request-error';
import { RetryableHostError, toHostError } from './errors';

function refused(
  status: number,
  message: string,
  headers: Record<string, string> = {},
): RequestError {
  return new RequestError(`${message} - https://docs.github.com/rest`, status, {
    request: {
      method: 'GET',
      url: 'https://api.github.com/repos/acme/deploy',
      headers: { authorization: 'Bearer ghs_secret' },
    },
    response: { status, url: '', headers, data: {} },
  });
}

describe('toHostError', () => {
  it.each([
    ['401', refused(401, 'Bad credentials')],
    ['403', refused(403, 'Resource not accessible by integration')],
    ['404', refused(404, 'Not Found')],
    ['410', refused(410, 'Gone')],
    ['422', refused(422, 'Validation Failed')],
    ['451', refused(451, 'Unavailable For Legal Reasons')],
  ])('is final about %s', (_, error) => {
    expect(toHostError('read it', error)).toBeInstanceOf(TerminalHostError);
  });

  it.each([
    ['500', refused(500, 'Server Error')],
    ['502', refused(502, 'Bad Gateway')],
    ['409', refused(409, 'Conflict')],
    ['429', refused(429, 'Too many requests')],
    [
      'a secondary limit',
      refused(403, 'You have exceeded a secondary rate limit'),
    ],
    [
      'a wait that is asked for',
      refused(403, 'Forbidden', { 'retry-after': '9' }),
    ],
    [
      'a used-up budget',
      refused(403, 'Forbidden', { 'x-ratelimit-remaining': '0' }),
    ],
    ['what is no answer', new Error('socket hang up')],
    ['what is no error', 'x'],
  ])('is not final about %s', (_, error) => {
    expect(toHostError('read it', error)).toBeInstanceOf(RetryableHostError);
  });

  it('says what was asked, found and to be done', () => {
    expect(
      String(toHostError('read acme/deploy', refused(401, 'Bad credentials'))),
    ).toBe(
      'TerminalHostError: GitHub did not read acme/deploy: 401 Bad credentials. It refused the credentials; see integrations.github.',
    );
  });

  it('leaves alone what is said already', () => {
    const error = new TerminalHostError('Gone');
    expect(toHostError('read it', error)).toBe(error);
  });
});
