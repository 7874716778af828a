import { Mask } from './Masked';

const CANARY = 'canary-7f3a9c';
const ENCODED = btoa(CANARY);

const secret = (overrides: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'keys', labels: { app: 'shop' } },
  ...overrides,
});

describe('Mask', () => {
  it.each([
    ['data', secret({ data: { token: ENCODED } })],
    ['stringData', secret({ stringData: { token: CANARY } })],
    [
      'an annotation',
      secret({ metadata: { name: 'keys', annotations: { note: CANARY } } }),
    ],
    [
      'what client-side apply left',
      secret({
        metadata: {
          name: 'keys',
          annotations: {
            'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({
              data: { token: ENCODED },
            }),
          },
        },
      }),
    ],
    [
      'a custom resource like a Secret',
      {
        apiVersion: 'example.com/v1',
        kind: 'VaultSecret',
        metadata: { name: 'keys' },
        spec: { password: CANARY },
      },
    ],
  ])('lets nothing of %s out', (_, object) => {
    const mask = new Mask([object]);
    const seen = Object.entries(object).map(([name, value]) =>
      mask.show(value, [`f:${name}`]),
    );
    const refusal = mask.text(
      `invalid value "${CANARY}" (${ENCODED}) in ${JSON.stringify(object)}`,
    );
    for (const text of [...seen, refusal]) {
      expect(text).not.toContain(CANARY);
      expect(text).not.toContain(ENCODED);
    }
  });

  it('gives equal values equal masks and others others', () => {
    const mask = new Mask([secret()]);
    const at = ['f:data', 'f:token'];
    expect([
      mask.show('YQ==', at),
      mask.show('Yg==', at),
      mask.show('YQ==', at),
    ]).toEqual(['++++++++', '++++++++++++', '++++++++']);
  });

  it('shows labels and type of a Secret, and everything of others', () => {
    const mask = new Mask([secret({ type: 'Opaque' })]);
    expect(mask.show('Opaque', ['f:type'])).toBe('Opaque');
    expect(mask.show('shop', ['f:metadata', 'f:labels', 'f:app'])).toBe('shop');
    const open = new Mask([{ kind: 'ConfigMap', data: { a: CANARY } }]);
    expect(open.show(CANARY, ['f:data', 'f:a'])).toBe(CANARY);
    expect(open.show(3, ['f:data', 'f:a'])).toBe('3');
  });
});
