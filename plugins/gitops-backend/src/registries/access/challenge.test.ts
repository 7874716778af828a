import { parseChallenges } from './challenge';

const bearer = (parameters: Record<string, string>) => ({
  scheme: 'bearer',
  parameters,
});

describe('parseChallenges', () => {
  it.each<[string, string, object[]]>([
    [
      'a token server',
      'Bearer realm="https://auth.example/token",service="registry.example",scope="repository:acme/app:pull,push"',
      [
        bearer({
          realm: 'https://auth.example/token',
          service: 'registry.example',
          scope: 'repository:acme/app:pull,push',
        }),
      ],
    ],
    [
      'names in any case, spaces, and values without quotes',
      'BEARER Realm = "https://a" ,  SERVICE=b',
      [bearer({ realm: 'https://a', service: 'b' })],
    ],
    [
      'a quote inside of quotes',
      'Basic realm="say \\"hello\\", then go"',
      [{ scheme: 'basic', parameters: { realm: 'say "hello", then go' } }],
    ],
    [
      'several schemes',
      'Basic realm="x", Bearer realm="https://a"',
      [
        { scheme: 'basic', parameters: { realm: 'x' } },
        bearer({ realm: 'https://a' }),
      ],
    ],
    ['a scheme alone', 'Negotiate', [{ scheme: 'negotiate', parameters: {} }]],
    ['nothing', '', []],
    ['a quote that never ends', 'Bearer realm="https://a', [bearer({})]],
  ])('%s', (_, header, challenges) => {
    expect(parseChallenges(header)).toEqual(challenges);
  });

  it('takes a header of the largest size that is read', () => {
    const parameters = Array.from({ length: 1_000 }, (_, i) => `p${i}="\\\\"`);
    const [challenge] = parseChallenges(`Bearer ${parameters.join(',')}`);
    expect(Object.keys(challenge.parameters)).toHaveLength(1_000);
  });
});
