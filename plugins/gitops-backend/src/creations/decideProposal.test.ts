import type { PullRequest } from '@backstage-gitops/plugin-gitops-node';
import { decideProposal } from './decideProposal';
import { markOf, readMark, type RequestMark, writeMark } from './RequestMark';

const request = {
  entity: 'component:default/payments',
  image: { repository: 'ghcr.io/acme/payments', tag: '1.0.0' },
  layout: 'plain' as const,
};
const MARK = markOf({ ...request, idempotencyKey: 'one' });
const WITHOUT_KEY = markOf(request);
const OTHER = markOf({ ...request, layout: 'helm', idempotencyKey: 'one' });

const pull = (
  status: 'open' | 'closed' | 'merged',
  body: string,
): PullRequest => ({
  number: 7,
  url: 'https://git.example/7',
  title: '',
  body,
  headBranch: 'head',
  baseBranch: 'main',
  headCommit: 'c',
  author: 'bot',
  labels: [],
  state: status === 'merged' ? { status, commit: 'c' } : { status },
  createdAt: '2026-01-01T00:00:00Z',
});

const decided = (
  mark: RequestMark,
  status: 'open' | 'closed' | 'merged',
  theirs: RequestMark,
) => decideProposal(mark, pull(status, `Text\n\n${writeMark(theirs)}\n`));

describe('decideProposal', () => {
  it('opens the first one', () => {
    expect(decideProposal(MARK, undefined)).toEqual({ action: 'open' });
  });

  it.each([
    ['keeps an open one of the same request', MARK, 'open', MARK, 'keep'],
    ['keeps it whatever its key', WITHOUT_KEY, 'open', MARK, 'keep'],
    ['refuses beside an open one of another', MARK, 'open', OTHER, 'refuse'],
    ['keeps a closed one with its key', MARK, 'closed', MARK, 'keep'],
    ['keeps a merged one with its key', MARK, 'merged', MARK, 'keep'],
    ['refuses a key of another request', MARK, 'closed', OTHER, 'refuse'],
    [
      'opens again what was closed, without a key',
      WITHOUT_KEY,
      'closed',
      WITHOUT_KEY,
      'open',
    ],
    ['opens again with a new key', MARK, 'merged', WITHOUT_KEY, 'open'],
  ] as const)('%s', (_, mark, status, theirs, action) => {
    expect(decided(mark, status, theirs).action).toBe(action);
  });

  it('does not take over a pull request that somebody else opened from the branch', () => {
    expect(decideProposal(MARK, pull('open', 'Mine'))).toEqual({
      action: 'refuse',
      reason: expect.stringContaining('https://git.example/7'),
    });
  });
});

describe('the mark of a request', () => {
  it('is read back from where it is written', () => {
    for (const mark of [MARK, WITHOUT_KEY]) {
      expect(readMark(`before ${writeMark(mark)} after`)).toEqual(mark);
    }
  });

  it('is the same however a request is spelled, and whether it is tried first', () => {
    const { entity, image, layout } = request;
    const { repository, tag } = image;
    expect(
      markOf({ layout, image: { tag, repository }, entity, dryRun: true }),
    ).toEqual(WITHOUT_KEY);
  });

  it('is another one where anything else is asked for', () => {
    expect(OTHER.content).not.toBe(MARK.content);
    expect(OTHER.key).toBe(MARK.key);
  });
});
