import {
  describeScope,
  environmentSubject,
  parseScope,
  type Scope,
} from '../decisions/subjects';

describe('the scope of a freeze, as URLs carry it', () => {
  it.each<[string, Scope]>([
    [
      'environment:component/default/payments/production',
      {
        kind: 'environment',
        key: { entityRef: 'component:default/payments', name: 'production' },
      },
    ],
    [
      'environment:Component/Default/Payments/production',
      {
        kind: 'environment',
        key: { entityRef: 'component:default/payments', name: 'production' },
      },
    ],
    [
      'system:system:default/commerce',
      { kind: 'system', ref: 'system:default/commerce' },
    ],
    [
      'domain:domain:default/retail',
      { kind: 'domain', ref: 'domain:default/retail' },
    ],
  ])('%s', (text, scope) => {
    expect(parseScope(text)).toEqual(scope);
  });

  it.each([
    ['environment:component/default/payments/production', 'production'],
    ['system:system:default/commerce', 'The system commerce'],
    ['domain:domain:default/retail', 'The domain retail'],
  ])('%s is, for people, %s', (text, name) => {
    expect(describeScope(text)).toBe(name);
  });

  it.each([
    '',
    ':',
    'environment:',
    'environment:component/default/payments',
    'environment:component/default/payments/production/more',
    'environment:component//payments/production',
    'system:commerce',
    'system:domain:default/retail',
    'group:group:default/sre',
    'production',
  ])('"%s" is none, and what one looks like is said', text => {
    expect(() => parseScope(text)).toThrow(
      `"${text}" is no scope; write environment:<kind>/<namespace>/<name>/<environment>, system:<ref> or domain:<ref>`,
    );
  });

  it('names an environment the same as its subject in Git', () => {
    const key = { entityRef: 'component:default/payments', name: 'staging' };
    expect(parseScope(environmentSubject(key))).toEqual({
      kind: 'environment',
      key,
    });
  });
});
