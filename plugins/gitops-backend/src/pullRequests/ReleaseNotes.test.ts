import { mockServices } from '@backstage/backend-test-utils';
import type {
  CommitComparison,
  GitHost,
} from '@backstage-gitops/plugin-gitops-node';
import { Mirrors } from '../git/Mirrors';
import type { ReleaseSource, StoredRelease } from '../store/ReleaseStore';
import { ReleaseNotesReader } from './ReleaseNotes';

const SOURCE = 'https://host/acme/payments';

const release = (
  version: string,
  source?: Partial<ReleaseSource>,
): StoredRelease => ({
  entityRef: 'component:default/payments',
  id: version,
  version,
  origins: [{ on: 'image' }],
  images: [],
  announcedAt: '2026-03-02T12:00:00Z',
  announcedBy: 'ci',
  ...(source
    ? { source: { repository: SOURCE, commit: version, ...source } }
    : {}),
});

function readerOf(answer: () => CommitComparison): {
  reader: ReleaseNotesReader;
  asked: string[];
} {
  const asked: string[] = [];
  const host: Partial<GitHost> = {
    owns: url => url.startsWith('https://host/'),
    commitUrl: (repository, commit) => `${repository}/commit/${commit}`,
    listCommitsBetween: async ({ repository, from, to }) => {
      asked.push(`${repository} ${from}..${to}`);
      return answer();
    },
  };
  const mirrors = Mirrors.create({
    hosts: [host as GitHost],
    directory: '/nowhere',
  });
  const logger = mockServices.logger.mock();
  return { reader: new ReleaseNotesReader({ mirrors, logger }), asked };
}

const found: CommitComparison = {
  status: 'compared',
  gained: { commits: [], total: 3 },
  lost: { commits: [], total: 0 },
};

describe('ReleaseNotesReader', () => {
  it('asks the host of the source once', async () => {
    const { reader, asked } = readerOf(() => found);
    const pair = [
      release('1', {}),
      release('2', { repository: `${SOURCE}.git` }),
    ] as const;
    const notes = await reader.between(...pair);
    await reader.between(...pair);
    expect(notes).toMatchObject({ status: 'compared', gained: { total: 3 } });
    expect(notes.status === 'compared' && notes.urlOf('c')).toBe(
      `${SOURCE}/commit/c`,
    );
    expect(asked).toEqual([`${SOURCE} 1..2`]);
  });

  it.each<
    [string, StoredRelease | undefined, StoredRelease | undefined, string]
  >([
    [
      'what is there now is no release',
      undefined,
      release('2', {}),
      'What is there now is no release that is known here.',
    ],
    [
      'what comes is none',
      release('1', {}),
      undefined,
      'What it brings is no release that is known here.',
    ],
    [
      'the source of what is there is not known',
      release('1'),
      release('2', {}),
      'Nobody said from which commit 1 was built.',
    ],
    [
      'the source of what comes is not known',
      release('1', {}),
      release('2'),
      'Nobody said from which commit 2 was built.',
    ],
    [
      'they come from different repositories',
      release('1', { repository: 'https://host/acme/other' }),
      release('2', {}),
      '1 and 2 were built from different repositories.',
    ],
    [
      'the repository is on a host that nobody configured',
      release('1', { repository: 'https://elsewhere/a/b' }),
      release('2', { repository: 'https://elsewhere/a/b' }),
      'https://elsewhere/a/b is on no Git host that is configured here.',
    ],
  ])('asks nobody and says so where %s', async (_, from, to, reason) => {
    const { reader, asked } = readerOf(() => found);
    expect(await reader.between(from, to)).toEqual({
      status: 'unknown',
      reason,
    });
    expect(asked).toEqual([]);
  });

  it('asks again for a commit that was not there', async () => {
    const answers: CommitComparison[] = [
      { status: 'unknown', missing: ['2'] },
      found,
    ];
    const { reader } = readerOf(() => answers.shift() ?? found);
    const between = () => reader.between(release('1', {}), release('2', {}));
    expect(await between()).toEqual({
      status: 'unknown',
      reason: `${SOURCE} has no commit 2.`,
    });
    expect(await between()).toMatchObject({ status: 'compared' });
  });

  it('does without the notes while the host is away', async () => {
    const { reader } = readerOf(() => {
      throw new Error('token abc refused');
    });
    expect(await reader.between(release('1', {}), release('2', {}))).toEqual({
      status: 'unknown',
      reason: `The commits of ${SOURCE} cannot be read at the moment.`,
    });
  });
});
