import fc from 'fast-check';
import { search } from '../__testUtils__/model/play';
import { report } from '../__testUtils__/model/report';

jest.mock('../windows/judgeWindows', () =>
  jest
    .requireActual('../__testUtils__/model/memoise')
    .memoise(jest.requireActual('../windows/judgeWindows')),
);
jest.setTimeout(600_000);

/** The other half is played by the file beside this one, so that two workers share the work. */
const SEQUENCES = 50_000;

/** Named by whoever wants to see a failure again: GITOPS_MODEL_SEED=7 npm test -- decide.model.random. */
const [ANY_SEED] = fc.sample(fc.nat(), 1);
const SEED = Number(process.env.GITOPS_MODEL_SEED ?? ANY_SEED);

it('keeps the rules of promotion in random sequences, with a seed of its own', () => {
  const found = search({ seed: SEED, sequences: SEQUENCES });
  process.stdout.write(report(SEED, found));
  expect(found.status === 'broken' ? found.story : undefined).toBeUndefined();
  expect(found).toMatchObject({ status: 'kept', sequences: SEQUENCES });
});
