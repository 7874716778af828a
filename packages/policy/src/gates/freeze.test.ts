import { freezeGate } from './freeze';

describe('freezeGate', () => {
  it('passes where nothing is frozen', () => {
    expect(freezeGate([])).toEqual({
      name: 'freeze',
      status: 'passed',
      reason: 'Nothing is frozen.',
    });
  });

  it('names the scope, who froze it and why', () => {
    expect(
      freezeGate([
        {
          scope: 'system:system:default/shop',
          by: 'user:default/ann',
          reason: 'year end',
        },
        {
          scope: 'domain:domain:default/trade',
          by: 'user:default/bob',
          reason: 'x',
        },
      ]),
    ).toEqual({
      name: 'freeze',
      status: 'needsSomeone',
      reason: 'The system shop is frozen by ann: year end',
      who: ['user:default/ann'],
    });
  });

  const elsewhere = {
    entityRef: 'component:default/orders',
    environment: 'production',
    owners: ['group:default/orders-team'],
    files: ['shared/a.yaml'],
  };

  it('stops what changes a frozen environment elsewhere, naming neither it nor why', () => {
    const verdict = freezeGate(
      [],
      [elsewhere, { ...elsewhere, freeze: { by: 'user:default/ann' } }],
    );
    expect(verdict).toEqual({
      name: 'freeze',
      status: 'needsSomeone',
      reason: 'An environment that reads the same files is frozen by ann.',
      who: ['user:default/ann'],
    });
  });

  it('passes where what else changes is not frozen', () => {
    expect(freezeGate([], [elsewhere]).status).toBe('passed');
  });
});
