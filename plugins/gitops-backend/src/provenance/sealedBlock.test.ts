import { type Provenance, writeProvenance } from './Provenance';
import { readSealedBlock, writeSealedBlock } from './sealedBlock';
import { type SealKeys } from './seal';

const keys: SealKeys = ['the secret that signs today'];

const provenance: Provenance = {
  pipeline: 'component:default/payments',
  environment: 'staging',
  action: 'promote',
  promotion: '7f1c',
  images: [],
  requestedBy: 'user:default/dana',
  content: 'd1',
};

const block = (values: Partial<Provenance> = {}) =>
  writeSealedBlock(writeProvenance({ ...provenance, ...values }, keys));

describe('the hidden block of a pull request', () => {
  it.each<[string, string]>([
    ['alone', block()],
    ['below a text', `Brings 1.1.0\n\n${block()}\n`],
    ['with the line ends of Windows', block().replace(/\n/g, '\r\n')],
    ['before what somebody added', `${block()}\n\nLooks good!`],
    ['below trailers that others wrote', `GitOps-Seal: 00\n\n${block()}`],
    [
      'below a block that others wrote',
      `${block({ promotion: 'x' })}\n${block()}`,
    ],
    ['below the beginning of one', `<!-- gitops\n\n${block()}`],
  ])('is read %s', (_, body) => {
    expect(readSealedBlock(body, keys)).toEqual({
      status: 'sealed',
      provenance: expect.objectContaining(provenance),
    });
  });

  it.each([
    '--> <b>now</b> <!-- gitops',
    '50 % < 60 %3C 70 %253C',
    'as is: & " \' --',
  ])('holds the reason "%s", whole, and stays hidden', reason => {
    const written = block({ reason });
    expect(written.match(/<|>/g)).toHaveLength(2);
    expect(readSealedBlock(written, keys)).toMatchObject({
      status: 'sealed',
      provenance: { reason },
    });
  });

  it.each<[string, string, 'none' | 'forged']>([
    ['nothing', '', 'none'],
    ['no block', `Brings 1.1.0\n${writeProvenance(provenance, keys)}`, 'none'],
    ['a block that does not end', block().replace(/-->$/, ''), 'none'],
    ['other words', block().replace('staging', 'production'), 'forged'],
  ])('proves nothing with %s', (_, body, status) => {
    expect(readSealedBlock(body, keys)).toEqual({ status });
  });
});
