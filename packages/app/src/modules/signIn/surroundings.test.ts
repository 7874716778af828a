import { demoRefusal } from './surroundings';

describe('demoRefusal', () => {
  it.each([
    ['development', 'localhost', undefined],
    ['development', '127.0.0.1', undefined],
    ['development', '[::1]', undefined],
    ['development', 'portal.example.com', /not this machine/],
    ['development', 'localhost.example.com', /not this machine/],
    ['production', 'localhost', /not a development build/],
    [undefined, 'localhost', /not a development build/],
  ])('NODE_ENV %s on %s', (nodeEnv, hostname, expected) => {
    const refusal = demoRefusal({ nodeEnv, hostname });
    if (expected) expect(refusal).toMatch(expected);
    else expect(refusal).toBeUndefined();
  });
});
