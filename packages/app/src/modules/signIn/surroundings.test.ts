import { demoRefusal } from './surroundings';

describe('demoRefusal', () => {
  it.each([
    ['development', 'localhost'],
    ['development', '127.0.0.1'],
    ['development', '[::1]'],
  ])('lets people choose with NODE_ENV %s on %s', (nodeEnv, hostname) => {
    expect(demoRefusal({ nodeEnv, hostname })).toBeUndefined();
  });

  it.each([
    ['development', 'portal.example.com', /not this machine/],
    ['development', 'localhost.example.com', /not this machine/],
    ['production', 'localhost', /not a development build/],
    [undefined, 'localhost', /not a development build/],
  ])('refuses with NODE_ENV %s on %s', (nodeEnv, hostname, expected) => {
    expect(demoRefusal({ nodeEnv, hostname })).toMatch(expected);
  });
});
