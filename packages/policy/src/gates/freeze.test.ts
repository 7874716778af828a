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
});
