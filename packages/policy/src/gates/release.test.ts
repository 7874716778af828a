import { release } from '../__testUtils__/facts';
import { immutableGate, rejectedGate } from './release';

describe('immutableGate', () => {
  it.each([
    [
      'a mutable release, not protected',
      false,
      true,
      'passed',
      'Mutable releases are accepted here.',
    ],
    [
      'a mutable release, protected',
      true,
      true,
      'failed',
      '1.1.0 was announced without a digest; a protected environment takes immutable releases only.',
    ],
    ['a pinned release, protected', true, false, 'passed', 'Pinned by digest.'],
    [
      'a pinned release, not protected',
      false,
      false,
      'passed',
      'Pinned by digest.',
    ],
  ])('%s', (_, isProtected, mutable, status, reason) => {
    expect(
      immutableGate({ protected: isProtected }, release('1.1.0', { mutable })),
    ).toEqual({ name: 'immutable', status, reason });
  });
});

describe('rejectedGate', () => {
  it('passes until somebody rejects', () => {
    expect(rejectedGate(release('1.1.0'))).toMatchObject({ status: 'passed' });
    const rejected = { by: 'user:default/ann', reason: 'loses orders' };
    expect(rejectedGate(release('1.1.0', { rejected }))).toEqual({
      name: 'rejected',
      status: 'failed',
      reason: '1.1.0 was rejected by ann: loses orders',
    });
  });
});
