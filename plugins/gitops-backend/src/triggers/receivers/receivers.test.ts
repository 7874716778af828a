import { RECEIVERS, RECEIVER_TYPES } from '.';
import { bodyOf, proven } from '../__testUtils__/prove';
import { SAMPLES } from '../__testUtils__/samples';

const SECRET = 'a secret of tests';

describe('receivers', () => {
  it('have a sample of every sender', () => {
    expect(new Set(SAMPLES.map(({ type }) => type))).toEqual(
      new Set(RECEIVER_TYPES),
    );
  });

  describe.each(SAMPLES)('$type, $event', sample => {
    const receiver = RECEIVERS[sample.type];
    const body = bodyOf(sample.payload);
    const request = proven(sample.type, SECRET, {
      headers: sample.headers,
      body,
    });

    it('is understood', () => {
      expect(receiver.parse(request)).toMatchObject({
        status: 'events',
        events: sample.means,
      });
    });

    it('is taken with a proof of the secret', () => {
      expect(receiver.verify(request, SECRET)).toBe(true);
    });

    it.each<[string, () => boolean]>([
      ['another secret', () => receiver.verify(request, `${SECRET}!`)],
      ['an empty secret', () => receiver.verify(request, '')],
      [
        'a proof with an empty secret',
        () =>
          receiver.verify(
            proven(sample.type, '', { headers: sample.headers, body }),
            '',
          ),
      ],
      [
        'no proof',
        () =>
          receiver.verify(
            {
              headers: sample.headers ?? {},
              query: new URLSearchParams(),
              body,
            },
            SECRET,
          ),
      ],
    ])('is refused with %s', (_, verify) => {
      expect(verify()).toBe(false);
    });

    it('has no other meaning where the body says nothing', () => {
      expect(
        receiver.parse({ ...request, body: Buffer.from('null') }).status,
      ).toBe('ignored');
    });

    it('is malformed where the body is no JSON', () => {
      expect(
        receiver.parse({ ...request, body: body.subarray(1) }).status,
      ).toBe('malformed');
    });
  });

  it('take no signature of another body', () => {
    const signed = SAMPLES.filter(({ type }) =>
      ['github', 'ghcr', 'gitea', 'bitbucketCloud', 'nexus'].includes(type),
    );
    const taken = signed.map(({ type, headers, payload }) => {
      const request = proven(type, SECRET, { headers, body: bodyOf(payload) });
      return RECEIVERS[type].verify(
        { ...request, body: bodyOf({ ...payload, more: 1 }) },
        SECRET,
      );
    });
    expect(taken).toEqual(signed.map(() => false));
  });

  it('make nothing of what another sender sends, but for what is one format', () => {
    const meant = SAMPLES.flatMap(({ type, headers = {}, payload }) =>
      RECEIVER_TYPES.filter(
        other =>
          RECEIVERS[other] !== RECEIVERS[type] &&
          RECEIVERS[other].parse({
            headers,
            query: new URLSearchParams(),
            body: bodyOf(payload),
          }).status === 'events',
      ).map(other => `${type} by ${other}`),
    );
    expect([...new Set(meant)].sort()).toEqual([
      'generic by genericHmac',
      'genericHmac by generic',
      'ghcr by github',
    ]);
  });
});
