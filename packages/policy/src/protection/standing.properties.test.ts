import fc from 'fast-check';
import { planRevert } from './planRevert';
import {
  lastingContent,
  settleFiles,
  standingFiles,
  type ViolatedFile,
} from './standing';

const PATHS = ['a', 'b', 'c'];

/** One change of the branch: which files it gives which content; no content is no file. */
const change = fc.record({
  came: fc.constantFrom('past', 'past', 'asItShould'),
  writes: fc.dictionary(
    fc.constantFrom(...PATHS),
    fc.constantFrom(undefined, '0', '1', '2'),
    { minKeys: 1 },
  ),
});

interface Violation {
  status: 'open' | 'ended';
  files: ViolatedFile[];
}

/** Plays changes as the backend does, and by a count of its own remembers what each file should hold. */
function play(changes: Array<{ came: string; writes: object }>) {
  const now = new Map<string, string | undefined>(
    PATHS.map(path => [path, '0']),
  );
  const due = new Map(now);
  const violations: Violation[] = [];
  const open = () => violations.filter(({ status }) => status === 'open');
  for (const { came, writes } of changes) {
    const changed = Object.entries(writes).filter(
      ([path, after]) => now.get(path) !== after,
    );
    const left = open().flatMap(({ files }) => files);
    const files = changed
      .map(([path, after]) => ({
        path,
        before: lastingContent(path, now.get(path), left),
        after,
      }))
      .filter(({ before, after }) => came === 'past' && before !== after);
    changed.forEach(([path, after]) => now.set(path, after));
    if (came === 'asItShould') {
      const touched = new Set(changed.map(([path]) => path));
      changed.forEach(([path, after]) => due.set(path, after));
      for (const one of open()) one.files = settleFiles(one.files, touched);
    }
    if (files.length > 0) violations.push({ status: 'open', files });
    for (const one of open()) {
      if (standingFiles(one.files, path => now.get(path)).length === 0) {
        one.status = 'ended';
      }
    }
  }
  return { now, due, open: open() };
}

describe('violations, whatever is changed by whom', () => {
  const played = fc.array(change, { maxLength: 12 }).map(play);

  it('are open exactly for the files that do not hold what they should', () => {
    fc.assert(
      fc.property(played, ({ now, due, open }) => {
        const standing = open.flatMap(({ files }) =>
          standingFiles(files, path => now.get(path)),
        );
        expect([...new Set(standing.map(({ path }) => path))].sort()).toEqual(
          PATHS.filter(path => now.get(path) !== due.get(path)),
        );
      }),
    );
  });

  it('are taken back to what the files should hold, and nothing else is touched', () => {
    fc.assert(
      fc.property(played, ({ now, due, open }) => {
        const after = new Map(now);
        for (const { files } of open) {
          const plan = planRevert([files], path => now.get(path));
          if (plan.status !== 'planned') continue;
          plan.restore.forEach((content, path) => after.set(path, content));
        }
        expect(after).toEqual(due);
      }),
    );
  });
});
