import type { GitHost } from '@backstage-gitops/plugin-gitops-node';
import { signingFindings } from './signingFindings';

const unable = { type: 'local' } as GitHost;
const able = { ...unable, createCommit: jest.fn() } as GitHost;

describe('signingFindings', () => {
  it.each([
    ['without signing', unable, undefined],
    ['with a key', unable, { format: 'ssh' as const, key: 'a key' }],
    ['without a host', undefined, { by: 'host' as const }],
  ])('has nothing to say %s', (_, host, signing) => {
    expect(signingFindings('dev', host, signing)).toEqual([]);
  });

  it('passes where the host makes commits', () => {
    expect(signingFindings('dev', able, { by: 'host' })).toMatchObject([
      { check: 'signing', environment: 'dev', status: 'passed' },
    ]);
  });

  it('names the host that makes none', () => {
    expect(signingFindings('dev', unable, { by: 'host' })).toMatchObject([
      {
        status: 'failed',
        found: expect.stringContaining('"local" makes no commits'),
        fix: expect.stringContaining('gitops.git.signing'),
      },
    ]);
  });
});
