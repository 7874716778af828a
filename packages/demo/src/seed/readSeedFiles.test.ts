import { parseAllDocuments } from 'yaml';
import { readSeedFiles } from './readSeedFiles';
import { seedRepositories } from './seedCommits';

describe('the files of the seed', () => {
  it.each(seedRepositories)(
    'of $repository are each brought by one commit',
    async ({ files, commits }) => {
      const names = [...(await readSeedFiles(files)).keys()];
      const brought = commits.flatMap(({ brings }) => names.filter(brings));
      expect(brought.sort()).toEqual(names.sort());
    },
  );

  it.each(seedRepositories)(
    'of $repository are YAML where they say so',
    async ({ files }) => {
      const contents = [...(await readSeedFiles(files))].filter(
        ([file]) => file.endsWith('.yaml') && !file.includes('/templates/'),
      );
      const problems = contents.flatMap(([file, content]) =>
        parseAllDocuments(content).flatMap(({ errors, warnings }) =>
          [...errors, ...warnings].map(({ message }) => `${file}: ${message}`),
        ),
      );
      expect(contents.length).toBeGreaterThan(0);
      expect(problems).toEqual([]);
    },
  );
});
