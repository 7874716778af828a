import { authenticate } from './basicAuthorization';

const tokens = { dana: 'secret:with:colons', rita: 'other' };

function basic(credentials: string): string {
  return `Basic ${Buffer.from(credentials).toString('base64')}`;
}

describe('authenticate', () => {
  it('knows an account by its token', () => {
    expect(authenticate(basic('dana:secret:with:colons'), tokens)).toBe('dana');
  });

  it.each([
    ['no header', undefined],
    ['another scheme', 'Bearer other'],
    ['no colon', basic('dana')],
    ['an empty token', basic('dana:')],
    ['part of a token', basic('dana:secret')],
    ["somebody else's token", basic('dana:other')],
    ['an unknown login', basic('nobody:other')],
    ['a login every object has', basic('constructor:other')],
  ])('takes %s for nobody', (_name, header) => {
    expect(authenticate(header, tokens)).toBeUndefined();
  });
});
