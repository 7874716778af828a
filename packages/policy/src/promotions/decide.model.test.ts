import { search } from '../__testUtils__/model/play';

jest.mock('../windows/judgeWindows', () =>
  jest
    .requireActual('../__testUtils__/model/memoise')
    .memoise(jest.requireActual('../windows/judgeWindows')),
);
jest.setTimeout(300_000);

it('keeps its rules', () => {
  const t = performance.now();
  const n = Number(process.env.SEQ ?? 2000);
  const found = search({ seed: Number(process.env.SEED ?? 1), sequences: n });
  process.stdout.write(`\n@@ ${(performance.now() - t) / n} ms each\n`);
  if (found.status === 'broken') throw new Error(found.story);
  process.stdout.write(`@@ ${JSON.stringify([...found.tally])}\n`);
});
