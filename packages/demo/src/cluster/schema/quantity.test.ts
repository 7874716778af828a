import { canonicalQuantity, compareQuantities } from './quantity';

describe('canonicalQuantity', () => {
  it.each<[written: string, canonical: string | undefined]>([
    ['0.5', '500m'],
    ['500m', '500m'],
    ['1000m', '1'],
    ['1000', '1k'],
    ['1024', '1024'],
    ['1024Mi', '1Gi'],
    ['1.5Gi', '1536Mi'],
    ['0.5Ki', '512'],
    ['268435456', '268435456'],
    ['100M', '100M'],
    ['0.1m', '100u'],
    ['1e3', '1e3'],
    ['12e6', '12e6'],
    ['0', '0'],
    ['0Gi', '0'],
    ['-1.5', '-1500m'],
    ['+2', '2'],
    ['.5', '500m'],
    ['1.0', '1'],
    ['lots', undefined],
    ['1 Gi', undefined],
    ['', undefined],
  ])('%s is %s', (written, canonical) => {
    expect(canonicalQuantity(written)).toBe(canonical);
  });

  it.each<[a: string, b: string, order: number]>([
    ['1', '1000m', 0],
    ['1Gi', '1G', 1],
    ['500m', '1', -1],
    ['-1', '1', -1],
  ])('%s against %s is %s', (a, b, order) => {
    expect(
      compareQuantities(canonicalQuantity(a) ?? '', canonicalQuantity(b) ?? ''),
    ).toBe(order);
  });
});
