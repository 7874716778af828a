import type { JsonObject } from '../json';
import { type MaskedObject, maskObjects } from './MaskedObjects';

const CANARY = 'canary-7f3a9c';
const NOTE = 'kubectl.kubernetes.io/last-applied-configuration';

const secret = (fields: JsonObject, annotations?: JsonObject): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'keys', ...(annotations ? { annotations } : {}) },
  ...fields,
});

const text = (masked: Record<string, MaskedObject | undefined>) =>
  JSON.stringify(masked);

describe('maskObjects', () => {
  it.each<[string, JsonObject]>([
    ['data', secret({ data: { key: btoa(CANARY) } })],
    ['data that is no base64', secret({ data: { key: CANARY } })],
    ['stringData', secret({ stringData: { key: CANARY } })],
    ['an annotation', secret({}, { note: CANARY })],
    [
      'what client-side apply noted',
      secret(
        {},
        {
          [NOTE]: JSON.stringify(secret({ data: { key: btoa(CANARY) } })),
        },
      ),
    ],
    [
      'a note in a note',
      secret(
        {},
        {
          [NOTE]: JSON.stringify(
            secret(
              {},
              {
                [NOTE]: JSON.stringify(secret({ stringData: { key: CANARY } })),
              },
            ),
          ),
        },
      ),
    ],
    ['a note that cannot be read', secret({}, { [NOTE]: `{"${CANARY}` })],
    [
      'something like a Secret',
      {
        apiVersion: 'example.com/v1',
        kind: 'VaultStaticSecret',
        metadata: { name: 'keys' },
        spec: { values: [{ password: CANARY }] },
      },
    ],
  ])('lets nothing of %s out', (_, object) => {
    const masked = maskObjects({ target: object, live: object });
    expect(text({ ...masked })).not.toContain(CANARY);
    expect(text({ ...masked })).not.toContain(btoa(CANARY));
  });

  it('tells only whether values of one key are equal', () => {
    const { target, live, predicted } = maskObjects({
      target: secret({ data: { a: 'MQ==', b: 'MQ==' } }),
      live: secret({ data: { a: 'Mg==', b: 'MQ==' } }),
      predicted: secret({ data: { a: 'Mw==', b: 'MQ==' } }),
    });
    const data = (object: MaskedObject | undefined) => object?.toJSON().data;
    expect(data(target)).toEqual({ a: '++++++++', b: '++++++++' });
    expect(data(live)).toEqual({ a: '++++++++++++', b: '++++++++' });
    expect(data(predicted)).toEqual({ a: '++++++++++++++++', b: '++++++++' });
  });

  it('masks both versions where one is a Secret', () => {
    const masked = maskObjects({
      target: { kind: 'ConfigMap', data: { a: CANARY } },
      live: secret({ data: { a: btoa(CANARY) } }),
    });
    expect(text({ ...masked })).not.toContain(CANARY);
  });

  it('leaves what is no Secret as it is', () => {
    const object = { kind: 'ConfigMap', data: { a: 'b' } };
    expect(maskObjects({ live: object }).live?.toJSON()).toBe(object);
  });
});
