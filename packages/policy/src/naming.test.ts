import { anyOf, nameOf, scopeName } from './naming';

describe('nameOf', () => {
  it.each([
    ['user:default/dana', 'dana'],
    ['group:default/payments-team', 'payments-team'],
    ['user:emea/dana', 'emea/dana'],
    ['a-login', 'a-login'],
    ['acme/robot', 'acme/robot'],
    ['someone on the host', 'someone on the host'],
    ['Dana: the first', 'Dana: the first'],
    ['https://git.example.com', 'https://git.example.com'],
  ])('%s is %s', (ref, name) => {
    expect(nameOf(ref)).toBe(name);
  });
});

describe('anyOf', () => {
  it.each([
    [['group:default/sre'], 'sre'],
    [['group:default/sre', 'user:default/dana'], 'sre or dana'],
    [
      ['group:default/sre', 'group:emea/ops', 'user:default/dana'],
      'sre, emea/ops or dana',
    ],
  ])('%j is %s', (refs, names) => {
    expect(anyOf(refs)).toBe(names);
  });
});

describe('scopeName', () => {
  it.each([
    ['environment:component/default/shop/production', 'This environment'],
    ['system:system:default/commerce', 'The system commerce'],
    ['domain:domain:emea/trade', 'The domain emea/trade'],
    ['everything', 'everything'],
  ])('%s is %s', (scope, name) => {
    expect(scopeName(scope)).toBe(name);
  });
});
