import type { Gate } from '@backstage-gitops/plugin-gitops-common';
import { sampleEnvironment } from '../../__testUtils__/samples';
import { describeOutcome } from './describeOutcome';

const gate = (status: Gate['status']): Gate => ({
  name: 'approvals',
  status,
  reason: '',
});
const ORDERS = {
  entityRef: 'component:default/orders',
  environment: 'staging',
  owners: [],
  files: [],
};
const NOTHING = { gates: [], affects: [], rejects: false };

describe('describeOutcome', () => {
  it.each([
    [
      'goes at once where all gates pass',
      { gates: [gate('passed')] },
      /without waiting/,
    ],
    [
      'waits for what does not pass',
      { gates: [gate('needsSomeone')] },
      /^It waits/,
    ],
    [
      'asks others where files are shared',
      { affects: [ORDERS] },
      /owners of the other/,
    ],
    ['holds', {}, /^Automation is held on production/],
    ['says how the hold ends', {}, /^The hold ends when somebody resumes/],
    ['rejects', { rejects: true }, /^1\.4\.2 is promoted nowhere/],
  ])('%s', (_, change, expected) => {
    const { rejects, ...plan } = { ...NOTHING, ...change };
    expect(describeOutcome(sampleEnvironment(), plan, { rejects })).toEqual(
      expect.arrayContaining([expect.stringMatching(expected)]),
    );
  });

  it('rejects nothing that is no known release', () => {
    const sentences = describeOutcome({ name: 'production' }, NOTHING, {
      rejects: true,
    });
    expect(sentences.join(' ')).not.toMatch(/rejection/);
  });
});
