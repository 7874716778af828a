import { matchesRevision } from './matchesRevision';

describe('matchesRevision', () => {
  it.each<[string, string, boolean | undefined, boolean]>([
    // target, pushed, touched the default branch, expected
    ['', 'main', true, true],
    ['', 'dev', false, false],
    ['', 'main', undefined, true],
    ['HEAD', 'main', true, true],
    ['HEAD', 'dev', false, false],
    ['main', 'main', false, true],
    ['main', 'dev', true, false],
    ['refs/heads/main', 'main', false, true],
    ['refs/heads/release/1.0', 'release/1.0', false, true],
    ['refs/heads/release/1.0', '1.0', false, false],
    ['refs/tags/v1', 'v1', false, true],
    ['release/1.0', '1.0', false, false],
    ['1.*', '1.4.2', false, true],
    ['1.*', 'v1.4', false, true],
    ['1.*', 'v1', false, true],
    ['v1.x', '1.4.2', false, true],
    ['~1.4', '1.5.0', false, false],
    ['^1.4', '1.5.0', false, true],
    ['>=1.0.0, <2.0.0', '1.5.0', false, true],
    ['>=1.0.0, <2.0.0', '2.0.0', false, false],
    ['>=1.0.0', '1.5.0-rc.1', false, false],
    ['>=1.0.0-0', '1.5.0-rc.1', false, true],
    ['refs/tags/1.*', '1.4.2', false, true],
    ['1.*', 'dev', false, false],
    ['main', '1.4.2', false, false],
    ['*', '1.4.2', false, true],
    ['*', 'main', false, false],
  ])(
    '%p after a push to %s, which touched the default branch: %s',
    (target, name, touchedDefaultBranch, expected) => {
      expect(
        matchesRevision(target, {
          ref: { kind: 'branch', name },
          touchedDefaultBranch,
        }),
      ).toBe(expected);
    },
  );
});
