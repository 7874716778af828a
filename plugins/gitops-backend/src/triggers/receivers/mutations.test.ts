import fc from 'fast-check';
import { RECEIVERS } from '.';
import { bodyOf, proven } from '../__testUtils__/prove';
import { SAMPLES } from '../__testUtils__/samples';
import { judgeDelivery } from '../judgeDelivery';

/** Over all samples together. */
const MUTATED = 10_000;

const SECRET = 'a secret of tests';

/** Values of which code that trusts its input breaks. */
const HOSTILE: unknown[] = [
  null,
  true,
  -0,
  1e308,
  2 ** 53 + 1,
  '',
  ' ',
  '\u0000',
  '\ud800',
  '../../etc/passwd',
  '--upload-pack=/bin/sh',
  '${jndi:ldap://x}',
  'a'.repeat(5_000),
  '/'.repeat(1_000),
  '%'.repeat(1_000),
  [],
  {},
  [[[[]]]],
  { toString: null, constructor: { prototype: null } },
  Array.from({ length: 1_000 }, () => 'v1'),
];

/** Changes one value of a JSON text, wherever it is; `where` picks it. */
function withValue(text: string, where: number, value: unknown): string {
  let count = 0;
  JSON.parse(text, () => {
    count += 1;
    return undefined;
  });
  let index = 0;
  const changed = JSON.parse(text, (_, one) => {
    index += 1;
    return index - 1 === where % count ? value : one;
  });
  return JSON.stringify(changed) ?? '';
}

/** Ways to change a body; `at` is anywhere in it. */
const MUTATIONS: Record<string, (body: Buffer, at: number) => Buffer> = {
  'a flipped byte': (body, at) => {
    const changed = Buffer.from(body);
    changed[at] = 255 - changed[at];
    return changed;
  },
  'cut off': (body, at) => body.subarray(0, at),
  'a part twice': (body, at) =>
    Buffer.concat([body.subarray(0, at), body.subarray(at / 2)]),
  'another value': (body, at) =>
    Buffer.from(withValue(body.toString(), at, HOSTILE[at % HOSTILE.length])),
  'a huge number': (body, at) =>
    Buffer.from(
      withValue(body.toString(), at, 9e99).replace('9e+99', '9'.repeat(400)),
    ),
  'nested deeply': (body, at) =>
    Buffer.from(
      withValue(body.toString(), at, '@').replace(
        '"@"',
        `${'[{"a":'.repeat(5_000)}1${'}]'.repeat(5_000)}`,
      ),
    ),
  'no UTF-8': (body, at) =>
    Buffer.concat([
      body.subarray(0, at),
      Buffer.from([0xff, 0xc0]),
      body.subarray(at),
    ]),
  'a prototype': body =>
    Buffer.from(
      `{"__proto__":{"kind":"imagePushed","isAdmin":true},"constructor":1,${body
        .toString()
        .slice(1)}`,
    ),
};

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
