import { isNamedSignature, isSecret, isSignature } from './proofs';

describe('proofs', () => {
  it.each<[string, string | undefined, string, boolean]>([
    ['the secret', 'key', 'key', true],
    ['another case', 'Key', 'key', false],
    ['its beginning', 'ke', 'key', false],
    ['more than it', 'key ', 'key', false],
    ['nothing', undefined, 'key', false],
    ['nothing, where nothing is set', undefined, '', false],
    ['an empty text, where nothing is set', '', '', false],
  ])('%s', (_, given, secret, expected) => {
    expect(isSecret(given, secret)).toBe(expected);
  });

  // The test case of RFC 4231 (section 4.3) and, of SHA-1, of RFC 2202.
  const data = Buffer.from('what do ya want for nothing?');
  const sha256 =
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
  const sha1 = 'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79';

  it('know signatures that others computed', () => {
    expect([
      isSignature(sha256, data, 'Jefe'),
      isSignature(sha1, data, 'Jefe', 'sha1'),
      isNamedSignature(`sha256=${sha256}`, data, 'Jefe'),
      isNamedSignature(`sha1=${sha1}`, data, 'Jefe', ['sha256', 'sha1']),
    ]).toEqual([true, true, true, true]);
  });

  it.each([
    `sha1=${sha1}`,
    `sha256=${sha1}`,
    `md5=${sha256}`,
    sha256,
    `SHA256=${sha256}`,
    `sha256=${sha256.toUpperCase()}`,
    'sha256=',
    '=',
    '',
  ])('refuse the signature %p', given => {
    expect(isNamedSignature(given, data, 'Jefe')).toBe(false);
  });
});
