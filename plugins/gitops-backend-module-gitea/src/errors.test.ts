import { TerminalHostError } from '@backstage-gitops/plugin-gitops-node';
import { RetryableHostError, toHostError } from './errors';

describe('toHostError', () => {
  it.each([301, 400, 401, 403, 404, 410, 413, 422, 423, 451])(
    'is final about %i',
    code => {
      expect(toHostError('read it', { code, message: 'No' })).toBeInstanceOf(
        TerminalHostError,
      );
    },
  );

  it.each([408, 409, 425, 429, 500, 502, 503, 504])(
    'is not final about %i',
    code => {
      expect(toHostError('read it', { code, message: 'No' })).toBeInstanceOf(
        RetryableHostError,
      );
    },
  );

  it('says what was asked, found and to be done', () => {
    const refusal = { code: 401, message: 'user does not exist' };
    expect(String(toHostError('read acme/deploy', refusal))).toBe(
      'TerminalHostError: Gitea did not read acme/deploy: 401 user does not exist. It refused the credentials; see integrations.gitea.',
    );
  });

  it('says the number alone where a proxy has no words', () => {
    expect(String(toHostError('read it', { code: 502, message: '' }))).toBe(
      'RetryableHostError: Gitea could not read it: 502',
    );
  });
});
