import fc from 'fast-check';
import { RECEIVERS } from '.';
import { MUTATIONS } from '../__testUtils__/mutations';
import { bodyOf, proven } from '../__testUtils__/prove';
import { SAMPLES } from '../__testUtils__/samples';
import { judgeDelivery } from '../judgeDelivery';

/** Over all samples together. */
const MUTATED = 10_000;

const SECRET = 'a secret of tests';

describe('mutated payloads', () => {
  const mutation = fc.record({
    sample: fc.constantFrom(...SAMPLES),
    how: fc.constantFrom(...Object.keys(MUTATIONS)),
    at: fc.nat(),
  });

  it(`of which there are ${MUTATED} are read or refused, and nothing breaks`, () => {
    const outcomes = new Map<string, number>();
    fc.assert(
      fc.property(mutation, ({ sample, how, at }) => {
        const original = bodyOf(sample.payload);
        const body = MUTATIONS[how](original, at % original.length);
        const judged = judgeDelivery(
          { receiver: RECEIVERS[sample.type], secrets: [SECRET] },
          proven(sample.type, SECRET, { headers: sample.headers, body }),
        );
        outcomes.set(judged.status, (outcomes.get(judged.status) ?? 0) + 1);
        expect(['events', 'ignored', 'malformed']).toContain(judged.status);
        // What is stored of it is bounded as well.
        const events = judged.status === 'events' ? judged.events : [];
        expect(JSON.stringify(events).length).toBeLessThan(100_000);
      }),
      { numRuns: MUTATED, seed: 20_261_127 },
    );
    // Each of the three ends is met, so that none of them is the answer to everything.
    expect([...outcomes.keys()].sort()).toEqual([
      'events',
      'ignored',
      'malformed',
    ]);
    expect([...outcomes.values()].reduce((sum, one) => sum + one)).toBe(
      MUTATED,
    );
    expect(Object.prototype).not.toHaveProperty('isAdmin');
  });

  it('are refused where the proof is of the original', () => {
    const signed = SAMPLES.filter(({ type }) =>
      ['github', 'ghcr', 'gitea', 'bitbucketCloud', 'genericHmac'].includes(
        type,
      ),
    );
    fc.assert(
      fc.property(fc.constantFrom(...signed), fc.nat(), (sample, at) => {
        const body = bodyOf(sample.payload);
        const request = proven(sample.type, SECRET, {
          headers: sample.headers,
          body,
        });
        const changed = MUTATIONS['a flipped byte'](body, at % body.length);
        expect(
          judgeDelivery(
            { receiver: RECEIVERS[sample.type], secrets: [SECRET] },
            { ...request, body: changed },
          ),
        ).toEqual({ status: 'refused' });
      }),
    );
  });
});
