import fc from 'fast-check';
import { affectedBy } from './affectedBy';

const reader = (name: string, ...paths: string[]) => ({
  name,
  paths: new Set(paths),
});

describe('affectedBy', () => {
  it('names those who read what changes, and what of it they read', () => {
    const staging = reader('staging', 'z', 'a', 'same');
    expect(
      affectedBy(['z', 'own', 'a'], [reader('dev', 'unrelated'), staging]),
    ).toEqual([{ reader: staging, files: ['a', 'z'] }]);
  });

  it('names exactly those, whatever changes and whoever reads', () => {
    const paths = fc.subarray(['a', 'b', 'c', 'd']);
    fc.assert(
      fc.property(paths, fc.array(paths), (files, reads) => {
        const readers = reads.map((read, index) => reader(`${index}`, ...read));
        const affected = affectedBy(files, readers);
        for (const one of readers) {
          const found = affected.find(other => other.reader === one);
          expect(new Set(found?.files)).toEqual(
            new Set(files.filter(path => one.paths.has(path))),
          );
        }
      }),
    );
  });
});
