import { describeAsked, inTurn } from './askForReview';

const people = Array.from(
  { length: 20 },
  (_, index) => `user:default/p${index}`,
);

describe('who is asked for a review', () => {
  it('is everyone once, in an order of each change’s own', () => {
    const order = inTurn([...people, ...people], 'a');
    expect([...order].sort()).toEqual([...people].sort());
    expect(inTurn([...people].reverse(), 'a')).toEqual(order);
    expect(inTurn(people, 'b')).not.toEqual(order);
  });

  it.each([
    [[], [], ''],
    [['user:default/b', 'user:default/a'], [], ' Asked for a review: a, b.'],
    [
      [],
      ['user:default/c'],
      ' Not asked, for the catalog knows no login of theirs on this host: c.',
    ],
  ])('is told: %j, without a login %j', (asked, withoutLogin, text) => {
    expect(describeAsked({ asked, withoutLogin })).toBe(text);
  });
});
