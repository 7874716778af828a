import type { Verdict } from '@backstage-gitops/policy';
import fc from 'fast-check';
import { type Provenance, writeProvenance } from '../provenance/Provenance';
import { readSealedBlock } from '../provenance/sealedBlock';
import { type SealKeys } from '../provenance/seal';
import { compareRenderings } from './compareRenderings';
import { type ProposedChange, pullRequestContent } from './content';

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

const trailers = writeProvenance(provenance, keys);

/** A change of which everything that others write says the same. */
function changeOf(options: {
  said?: string;
  lines?: number;
  title?: string;
  body?: string;
}): ProposedChange {
  const { said = 'ordinary words', lines = 1, title, body } = options;
  const gate: Verdict = { name: 'freeze', status: 'failed', reason: said };
  return {
    subject: {
      title: said,
      environment: {
        name: 'staging',
        place: {
          repository: 'https://host/acme/deploy',
          branch: 'main',
          path: '.',
        },
        edits: [],
        labels: ['gitops'],
        templates: { title, body },
      },
      promotion: {
        id: '7f1c',
        entityRef: 'component:default/payments',
        environment: 'staging',
        kind: 'promotion',
        origin: 'requested',
        state: 'open',
        requester: said,
        reason: `${said}\n${said}`,
        bypassed: [],
        createdAt: '2026-03-02T12:00:00Z',
        updatedAt: '2026-03-02T12:00:00Z',
      },
      release: {
        entityRef: 'component:default/payments',
        id: 'r1',
        version: said,
        origins: [{ on: 'image' }],
        images: [{ name: said, repository: said, tag: said }],
        source: { repository: said, commit: said, author: { name: said } },
        announcedAt: '2026-03-02T12:00:00Z',
        announcedBy: said,
      },
    },
    from: said,
    sourceUrl: `https://host/${said}`,
    gates: [gate],
    notes: {
      status: 'compared',
      gained: {
        total: 60,
        commits: Array.from({ length: 50 }, () => ({
          commit: 'c'.repeat(40),
          title: said,
          author: said,
        })),
      },
      lost: { commits: [], total: 0 },
      urlOf: commit => `https://host/${commit}`,
    },
    difference: {
      status: 'rendered',
      warnings: [said],
      ...compareRenderings(
        [],
        [
          {
            kind: 'ConfigMap',
            metadata: { name: 'settings' },
            data: Object.fromEntries(
              Array.from({ length: lines }, (_, index) => [
                `key-${index}`,
                said,
              ]),
            ),
          },
        ],
      ),
    },
  };
}

/** What a host shows: outside of code, and without the hidden block. */
function outsideOfCode(body: string): string {
  return body
    .replace(/^(`{3,})diff\n[^]*?\n\1$/gm, '')
    .replace(/<!-- gitops\n[^]*?-->\n$/, '');
}

const ALL =
  '{{change}} {{pipeline}} {{environment}} {{version}} {{from}} {{release}} {{source}} {{requester}}\n\n{{reason}}\n\n{{images}}\n\n{{releaseNotes}}\n\n{{difference}}\n\n{{gates}}';

describe('the content of a pull request', () => {
  it.each([undefined, ALL, 'Nothing of it.', '{{gates}}', '<!-- mine -->'])(
    'is found again whatever its template: %s',
    body => {
      const content = pullRequestContent(changeOf({ body }), trailers);
      expect(readSealedBlock(content.body, keys)).toEqual({
        status: 'sealed',
        provenance: expect.objectContaining(provenance),
      });
    },
  );

  it('keeps what others say from being anything else than words', () => {
    fc.assert(
      fc.property(
        fc
          .array(
            fc.oneof(
              fc.string(),
              fc.constantFrom(
                '<!-- gitops\n',
                '\n-->',
                '\nGitOps-Seal: 00',
                '{{gates}}',
                '```',
                '</details>',
                '`',
                '\n',
              ),
            ),
          )
          .map(parts => parts.join('')),
        said => {
          const { title, body } = pullRequestContent(
            changeOf({ said, body: ALL }),
            trailers,
          );
          expect(title).not.toMatch(/[<>\n]/);
          expect(outsideOfCode(body)).not.toMatch(
            /<(?!\/?(details|summary)>)|^GitOps-/m,
          );
          expect(body.match(/^<\/details>$/gm)).toHaveLength(1);
          expect(readSealedBlock(body, keys)).toMatchObject({
            status: 'sealed',
            provenance: { promotion: '7f1c' },
          });
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each([
    [
      'a large difference',
      { lines: 5_000, said: 'x'.repeat(200) },
      /lines more/,
    ],
    ['long words', { said: 'word '.repeat(30_000) }, /shortened|…/],
    ['long hostile words', { said: '<`[@'.repeat(30_000) }, /shortened|…/],
    [
      'a long template',
      { body: `${ALL}${'x'.repeat(20_000)}`, lines: 5_000 },
      /lines more/,
    ],
  ])('is no longer than hosts take it, and says so: %s', (_, change, says) => {
    const { title, body } = pullRequestContent(changeOf(change), trailers);
    expect(title.length).toBeLessThanOrEqual(255);
    expect(body.length).toBeLessThanOrEqual(65_536);
    expect(body).toMatch(says);
    expect(body.match(/^<\/details>$/gm)).toHaveLength(1);
    expect(readSealedBlock(body, keys).status).toBe('sealed');
  });

  it('has one line for a title, even where its template has several', () => {
    expect(
      pullRequestContent(
        changeOf({ title: '{{pipeline}}\n to {{environment}}' }),
        trailers,
      ),
    ).toMatchObject({ title: 'ordinary words to staging', labels: ['gitops'] });
  });
});
