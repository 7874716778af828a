import type {
  GitHost,
  PullRequestReading,
} from '@backstage-gitops/plugin-gitops-node';
import type { HostedRepository } from '../git/Mirrors';
import type { News, NewsSubject } from '../store/NewsStore';
import { HostReader } from './HostReader';

const POLL = 30_000;
const MINUTE = 60_000;
const REPOSITORY = 'https://git.example/acme/deploy';

describe('HostReader', () => {
  let now: number;
  let asked: string[];
  let open: number[];
  let told: Map<NewsSubject, News>;
  let reader: HostReader;
  let hosted: HostedRepository;

  beforeEach(() => {
    now = 1_000;
    asked = [];
    open = [];
    told = new Map();
    jest.spyOn(performance, 'now').mockImplementation(() => now);
    const tell = (subject: NewsSubject) => {
      const revision = Number(told.get(subject)?.revision ?? 0) + 1;
      told.set(subject, { revision: String(revision), toldAt: 0 });
    };
    reader = new HostReader({
      poll: POLL,
      news: {
        of: async (_: string, subjects: NewsSubject[]) =>
          new Map([...told].filter(([subject]) => subjects.includes(subject))),
        tell: async (_: string, subjects: NewsSubject[]) =>
          subjects.forEach(tell),
      } as never,
      promotions: { openPullRequests: async () => open } as never,
    });
    const host: Partial<GitHost> = {
      readPullRequests: async (_, numbers) => {
        asked.push(`read ${numbers.join(' ')}`);
        return numbers.map(
          number => ({ pullRequest: { number } } as PullRequestReading),
        );
      },
      listPullRequests: async ({ baseBranch }) => {
        asked.push(`list ${baseBranch}`);
        return [];
      },
      findPullRequestByMergeCommit: async (_, commit) => {
        asked.push(`find ${commit}`);
        return undefined;
      },
      listCommitStatuses: async (_, commit) => {
        asked.push(`statuses ${commit}`);
        return [];
      },
    };
    hosted = {
      repository: REPOSITORY,
      host: host as GitHost,
      mirror: { refresh: async () => asked.push('refresh') } as never,
    };
  });

  afterEach(() => jest.restoreAllMocks());

  const tell = (...subjects: NewsSubject[]) =>
    subjects.forEach(subject =>
      told.set(subject, {
        revision: String(Number(told.get(subject)?.revision ?? 0) + 1),
        toldAt: 0,
      }),
    );
  const read = async (
    number: number,
    options: Partial<Parameters<HostReader['pullRequest']>[2]> = {},
  ) => {
    const reading = await reader.pullRequest(hosted, number, {
      for: 'reviews',
      ...options,
    });
    expect(reading?.pullRequest.number).toBe(number);
  };

  it('reads a pull request once in a poll where nobody tells of anything', async () => {
    await read(7);
    now += POLL;
    await read(7);
    now += 1;
    await read(7);
    expect(asked).toEqual(['read 7', 'read 7']);
  });

  it('reads it seldom where the host tells of pull requests, and at once when it tells of this one', async () => {
    tell('pulls');
    await read(7);
    now += 29 * MINUTE;
    tell('pulls', 'pull 8');
    await read(7);
    expect(asked).toEqual(['read 7']);
    tell('pulls', 'pull 7');
    await read(7);
    expect(asked).toEqual(['read 7', 'read 7']);
    now += 30 * MINUTE + 1;
    await read(7);
    expect(asked).toHaveLength(3);
  });

  it('reads statuses seldom only where the host tells of statuses', async () => {
    tell('pulls');
    await read(7, { for: 'statuses' });
    now += POLL + 1;
    await read(7, { for: 'statuses' });
    expect(asked).toHaveLength(2);
    tell('statuses');
    now += 29 * MINUTE;
    await read(7, { for: 'statuses' });
    expect(asked).toHaveLength(2);
  });

  it('reads anew what is to be relied on, once for all who ask', async () => {
    tell('pulls');
    await read(7);
    now += 1;
    const since = now;
    now += 1;
    await Promise.all([read(7, { since }), read(7, { since }), read(7)]);
    expect(asked).toEqual(['read 7', 'read 7']);
  });

  it('reads what this suite changed itself anew', async () => {
    tell('pulls');
    await read(7);
    await reader.changed(REPOSITORY, 7);
    await read(7);
    expect(asked).toHaveLength(2);
  });

  it('reads many by few questions, and only those that are due', async () => {
    open = Array.from({ length: 250 }, (_, index) => index + 1);
    await Promise.all(open.map(number => read(number)));
    expect(asked).toHaveLength(3);
    expect(asked.map(one => one.split(' ').length - 1)).toEqual([100, 100, 50]);
    tell('pull 5', 'pull 9');
    await Promise.all([read(5), read(6)]);
    expect(asked.slice(3)).toEqual(['read 5 9']);
  });

  it('tries again after a failure, which is no answer', async () => {
    const { host } = hosted;
    const failing = {
      ...hosted,
      host: {
        ...host,
        readPullRequests: () => Promise.reject(new Error('502')),
      } as GitHost,
    };
    await expect(
      reader.pullRequest(failing, 7, { for: 'reviews' }),
    ).rejects.toThrow('502');
    await read(7);
    expect(asked).toEqual(['read 7']);
  });

  it.each<[string, NewsSubject, () => Promise<unknown>]>([
    ['list main', 'others', () => reader.openPullRequests(hosted, 'main')],
    ['find abc', 'pulls', () => reader.mergedBy(hosted, 'abc')],
    [
      'statuses abc',
      'commit abc',
      () => reader.statuses(hosted.host, REPOSITORY, 'abc'),
    ],
    ['refresh', 'repository', () => reader.refresh(hosted)],
  ])(
    'remembers the answer to %s until %s is told of',
    async (what, subject, ask) => {
      await ask();
      await ask();
      expect(asked).toEqual([what]);
      tell(subject);
      await Promise.all([ask(), ask()]);
      expect(asked).toEqual([what, what]);
      now += POLL + 1;
      await ask();
      // Branches are looked at each poll, for it is one question; so is what the host never tells of.
      const isSeldom = subject === 'pulls';
      expect(asked).toHaveLength(isSeldom ? 2 : 3);
    },
  );
});
