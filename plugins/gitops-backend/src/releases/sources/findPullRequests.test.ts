import type {
  PullRequest,
  PullRequestState,
} from '@backstage-gitops/plugin-gitops-node';
import type { StoredRelease } from '../../store/ReleaseStore';
import { type ReleaseOrigin, writeOrigin } from '../origins';
import type { PullRequestRule } from '../releaseRules';
import { imagesAt } from './__testUtils__/imagesAt';
import { findPullRequests } from './findPullRequests';

const declared = [{ name: 'app', repository: 'ghcr.io/acme/app' }];

const commitOf = (number: number) => String(number).padStart(40, 'a');

const pull = (
  number: number,
  changes: Partial<PullRequest> = {},
): PullRequest => ({
  number,
  url: `https://git.example/pull/${number}`,
  title: 'feat: gift cards',
  body: '',
  headBranch: 'feature/cards',
  baseBranch: 'main',
  headCommit: commitOf(number),
  author: 'dana',
  labels: [],
  state: { status: 'open' },
  createdAt: '2026-03-01T08:00:00.000Z',
  ...changes,
});

const rule = (changes: Partial<PullRequestRule> = {}): PullRequestRule => ({
  on: 'pullRequest',
  forks: false,
  tag: 'pr-{{number}}',
  ...changes,
});

const origin = (number: number): ReleaseOrigin => ({
  on: 'pullRequest',
  number,
  commit: commitOf(number),
});

const release = (origins: ReleaseOrigin[]): StoredRelease => ({
  entityRef: 'component:default/payments',
  id: 'r',
  version: 'pr-1',
  origins,
  images: [{ ...declared[0], tag: 'pr-1' }],
  announcedAt: '2026-03-01T08:00:00.000Z',
  announcedBy: 'pull request #1',
});

describe('findPullRequests', () => {
  const find = async (options: {
    rules?: PullRequestRule[];
    pulls: PullRequest[];
    there?: number[];
    known?: StoredRelease[];
  }) => {
    const { asked, images } = imagesAt(
      Object.fromEntries(
        (options.there ?? []).map(number => [
          `ghcr.io/acme/app:pr-${number}`,
          'there',
        ]),
      ),
    );
    const known = options.known ?? [];
    const found = await findPullRequests(
      options.rules ?? [rule()],
      options.pulls,
      {
        declared,
        known,
        made: new Set(known.flatMap(({ origins }) => origins.map(writeOrigin))),
        images,
      },
    );
    return {
      asked,
      releases: found.releases.map(one => writeOrigin(one.origin)),
      candidates: found.candidates.map(
        ({ name, status, reason }) => `${name} ${status}: ${reason}`,
      ),
      changed: found.changed.map(({ origins }) => origins),
    };
  };

  it('makes a release of each whose image is there, the newest last', async () => {
    const { releases, candidates } = await find({
      pulls: [pull(3), pull(2), pull(1)],
      there: [3, 1],
    });
    expect(releases).toEqual([1, 3].map(number => writeOrigin(origin(number))));
    expect(candidates).toEqual([
      '#2 waiting: Waits for app. ghcr.io/acme/app:pr-2 is not there.',
    ]);
  });

  it('takes none of a fork, whatever its branch is called', async () => {
    const pulls = [pull(1, { headBranch: 'otto:feature/cards' })];
    const { asked, candidates } = await find({ pulls, there: [1] });
    expect(asked).toEqual([]);
    expect(candidates).toEqual([
      '#1 excluded: #1 comes from a fork, and forks are not allowed.',
    ]);
  });

  it('takes those of forks where the pipeline says so, by their branch', async () => {
    const { releases } = await find({
      rules: [rule({ forks: true, source: '^feature/' })],
      pulls: [pull(1, { headBranch: 'otto:feature/cards' })],
      there: [1],
    });
    expect(releases).toHaveLength(1);
  });

  it('says what each rule has against one that none takes', async () => {
    const { candidates } = await find({
      rules: [
        rule({ author: '^ravi$' }),
        rule({ labels: ['preview'] }),
        rule({ target: '^release$' }),
      ],
      pulls: [pull(1)],
      there: [1],
    });
    expect(candidates).toEqual([
      '#1 excluded: The author of #1, "dana", does not match ^ravi$. #1 lacks the label preview. The target of #1, "main", does not match ^release$.',
    ]);
  });

  it('asks for nothing of what made its release, and again of another head', async () => {
    const known = [release([origin(1)])];
    const same = await find({ pulls: [pull(1)], known, there: [1] });
    expect([same.asked, same.releases, same.candidates]).toEqual([[], [], []]);
    const moved = await find({
      pulls: [pull(1, { headCommit: 'b'.repeat(40) })],
      known,
      there: [1],
    });
    expect(moved.releases).toEqual([`pullRequest ${'b'.repeat(40)} 1`]);
  });

  it.each<[string, PullRequestState, ReleaseOrigin[], ReleaseOrigin[][]]>([
    [
      'is closed',
      { status: 'closed' },
      [origin(1), { on: 'image' }],
      [
        [
          {
            ...origin(1),
            withdrawn: '#1 is closed, not open or merged.',
          } as ReleaseOrigin,
        ],
      ],
    ],
    [
      'is open again',
      { status: 'open' },
      [{ ...origin(1), withdrawn: 'It was closed.' } as ReleaseOrigin],
      [[origin(1)]],
    ],
    ['is still open', { status: 'open' }, [origin(1)], []],
    [
      'is merged',
      { status: 'merged', commit: 'c'.repeat(40) },
      [origin(1)],
      [],
    ],
    ['is another one', { status: 'closed' }, [origin(2)], []],
  ])(
    'tells of a release whose pull request %s',
    async (_, state, origins, changed) => {
      const found = await find({
        pulls: [pull(1, { state })],
        known: [release(origins)],
      });
      expect(found.changed).toEqual(changed);
    },
  );

  it('looks for the images of some only, the newest first', async () => {
    const { asked, candidates } = await find({
      pulls: Array.from({ length: 21 }, (_, index) => pull(21 - index)),
    });
    expect(asked).toHaveLength(20);
    expect(candidates.at(-1)).toBe(
      '#1 waiting: The images of 20 newer pull requests are looked for first.',
    );
  });
});
