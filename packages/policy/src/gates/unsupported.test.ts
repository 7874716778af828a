import { policy } from '../__testUtils__/facts';
import { unsupportedGates } from './unsupported';

describe('unsupportedGates', () => {
  it('fails each gate that the file promises and nothing judges', () => {
    expect(unsupportedGates(policy())).toEqual([]);
    expect(unsupportedGates(policy({ unsupported: ['slo'] }))).toEqual([
      {
        name: 'slo',
        status: 'failed',
        reason: expect.stringContaining('asks for "slo"'),
      },
    ]);
  });
});
