import { Settling } from './Settling';

const pull = (head: string, base = 'b', number = 1) => ({
  html_url: `https://example.com/acme/deploy/pulls/${number}`,
  head: { label: 'dev', sha: head, repo_id: 1 },
  base: { label: 'main', sha: base, repo_id: 1 },
});

describe('Settling', () => {
  let now: number;
  let settling: Settling;

  beforeEach(() => {
    now = 0;
    settling = new Settling({ second: 1_000, now: () => now });
  });

  it('believes what is said for five seconds', () => {
    expect(settling.isSettled(pull('a'))).toBe(false);
    now = 4_999;
    expect(settling.isSettled(pull('a'))).toBe(false);
    now = 5_000;
    expect(settling.isSettled(pull('a'))).toBe(true);
  });

  it.each([
    ['the head moved', pull('c')],
    ['the base moved', pull('a', 'c')],
    ['it is another one', pull('a', 'b', 2)],
  ])('begins anew where %s', (_, other) => {
    settling.isSettled(pull('a'));
    now = 5_000;
    expect(settling.isSettled(other)).toBe(false);
  });

  it('forgets what was not asked for longest', () => {
    for (let index = 0; index < 1_000; index += 1) {
      settling.isSettled(pull(`${index}`));
    }
    settling.isSettled(pull('0'));
    settling.isSettled(pull('new'));
    now = 5_000;
    expect(settling.isSettled(pull('0'))).toBe(true);
    expect(settling.isSettled(pull('1'))).toBe(false);
  });
});
