import { Refusals } from './Refusals';

const ADDRESS = '192.0.2.1';

describe('Refusals', () => {
  let now: number;
  let refusals: Refusals;

  beforeEach(() => {
    now = 1_000_000;
    refusals = new Refusals({ now: () => now, most: 3 });
  });

  const refuse = (times: number, address = ADDRESS) => {
    for (let count = 0; count < times; count += 1) refusals.count(address);
  };

  it('listens to whoever is refused now and then', () => {
    refuse(2);
    now += 60_000;
    refuse(2);
    expect(refusals.wait(ADDRESS)).toBe(0);
  });

  it('does not listen for the rest of a minute, and then again', () => {
    refuse(2);
    now += 20_000;
    refuse(1);
    expect(refusals.wait(ADDRESS)).toBe(40_000);
    now += 39_999;
    expect(refusals.wait(ADDRESS)).toBe(1);
    now += 1;
    expect(refusals.wait(ADDRESS)).toBe(0);
  });

  it.each<[string, string, string]>([
    ['an address in another spelling', '::ffff:192.0.2.1', ADDRESS],
    ['a neighbour in a network of one owner', '2001:db8::1', '2001:db8::2:1'],
    ['what has no address', '', 'unix'],
  ])('takes %s for the same', (_, one, other) => {
    refuse(3, one);
    expect(refusals.wait(other)).toBeGreaterThan(0);
  });

  it.each<[string, string, string]>([
    ['another address', ADDRESS, '192.0.2.2'],
    ['another network', '2001:db8::1', '2001:db8:0:1::1'],
  ])('listens to %s', (_, one, other) => {
    refuse(3, one);
    expect(refusals.wait(other)).toBe(0);
  });

  it('keeps no more addresses in mind than it can', () => {
    refuse(3);
    for (let count = 0; count < 10_000; count += 1) {
      refuse(1, `10.0.${count >> 8}.${count & 255}`);
    }
    expect(refusals.wait(ADDRESS)).toBe(0);
  });
});
