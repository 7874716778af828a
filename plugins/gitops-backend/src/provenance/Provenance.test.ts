import { type Provenance, readProvenance, writeProvenance } from './Provenance';
import { type SealKeys } from './seal';

const keys: SealKeys = ['the secret that signs today'];

const provenance: Provenance = {
  pipeline: 'component:default/payments',
  environment: 'staging',
  action: 'promote',
  promotion: '7f1c',
  release: 'r1',
  images: ['app=ghcr.io/acme/payments:1.1.0@sha256:00'],
  source: 'https://git.example/acme/payments@c0ffee',
  requestedBy: 'user:default/dana',
  content: 'd1',
};

describe('what a commit says of itself', () => {
  const trailers = writeProvenance(provenance, keys);

  it.each<[string, string]>([
    ['alone', trailers],
    ['below a message', `Promote 1.1.0\n\nWhy not.\n\n${trailers}\n`],
    ['with the line ends of Windows', trailers.replace(/\n/g, '\r\n')],
    ['hidden in the body of a pull request', `<!--\n${trailers}\n-->`],
  ])('is proven: %s', (_, text) => {
    expect(readProvenance(text, keys)).toEqual({
      status: 'sealed',
      provenance: expect.objectContaining(provenance),
    });
  });

  it.each<[string, (text: string) => string]>([
    [
      'an environment that was changed',
      text => text.replace('Environment: staging', 'Environment: production'),
    ],
    [
      'a requester that was changed',
      text => text.replace('user:default/dana', 'user:default/otto'),
    ],
    ['a trailer that was added', text => `GitOps-Reason: none\n${text}`],
    [
      'a trailer that was dropped',
      text => text.replace(/^GitOps-Source: .*\n/m, ''),
    ],
    [
      'trailers in another order',
      text => text.split('\n').reverse().join('\n'),
    ],
    ['no seal', text => text.replace(/\nGitOps-Seal: .*/, '')],
    ['an empty seal', text => text.replace(/(GitOps-Seal:) .*/, '$1 ')],
    [
      'half a seal',
      text =>
        text.replace(
          /(GitOps-Seal: )(.*)/,
          (_, name, value) => name + value.slice(0, 32),
        ),
    ],
    [
      'a seal that is no hexadecimal',
      text => text.replace(/(GitOps-Seal:) .*/, `$1 ${'z'.repeat(64)}`),
    ],
  ])('proves nothing with %s', (_, forge) => {
    const forged = forge(trailers);
    expect(forged).not.toBe(trailers);
    expect(readProvenance(forged, keys)).toEqual({ status: 'forged' });
  });

  it('says nothing without trailers', () => {
    expect(readProvenance('Fix a typo', keys)).toEqual({ status: 'none' });
  });

  it('cannot be given a trailer of its own by a reason with line breaks', () => {
    const text = writeProvenance(
      { ...provenance, reason: 'slow\nGitOps-Environment: production' },
      keys,
    );
    expect(readProvenance(text, keys)).toMatchObject({
      status: 'sealed',
      provenance: {
        environment: 'staging',
        reason: 'slow GitOps-Environment: production',
      },
    });
  });

  it.each<[string, SealKeys, 'sealed' | 'forged']>([
    [
      'a key that only verifies now',
      ['the secret that signs tomorrow', ...keys],
      'sealed',
    ],
    ['another key', ['the secret of somebody else'], 'forged'],
    [
      'keys of which none is the one',
      ['the secret that signs tomorrow', 'the secret of somebody else'],
      'forged',
    ],
  ])('is judged by %s', (_, known, status) => {
    expect(readProvenance(trailers, known).status).toBe(status);
  });

  it('is sealed with the first of several keys', () => {
    const rotated = writeProvenance(provenance, [
      'the secret that signs tomorrow',
      ...keys,
    ]);
    expect(
      readProvenance(rotated, ['the secret that signs tomorrow']).status,
    ).toBe('sealed');
    expect(readProvenance(rotated, keys).status).toBe('forged');
  });
});
