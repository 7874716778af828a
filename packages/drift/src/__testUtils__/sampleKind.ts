import * as fc from 'fast-check';
import type { JsonObject } from '../json';
import { type KindTraits, readOpenApi, type TypeSchema } from '../schema';

const TEXT = { type: 'string' };
const NUMBER = { type: 'integer' };

/** A kind with everything that a schema can say, as a server publishes it. */
export const SAMPLE_DOCUMENT: JsonObject = {
  paths: {},
  components: {
    schemas: {
      'com.example.v1.Sample': {
        type: 'object',
        'x-kubernetes-group-version-kind': [
          { group: 'example.com', version: 'v1', kind: 'Sample' },
        ],
        properties: {
          apiVersion: TEXT,
          kind: TEXT,
          metadata: {
            type: 'object',
            properties: {
              name: TEXT,
              labels: { type: 'object', additionalProperties: TEXT },
              finalizers: {
                type: 'array',
                items: TEXT,
                'x-kubernetes-list-type': 'set',
              },
            },
          },
          spec: { $ref: '#/components/schemas/com.example.v1.SampleSpec' },
        },
      },
      'com.example.v1.SampleSpec': {
        type: 'object',
        properties: {
          text: TEXT,
          number: NUMBER,
          flag: { type: 'boolean' },
          mode: { type: 'string', default: 'Auto' },
          words: { type: 'array', items: TEXT },
          selector: {
            type: 'object',
            additionalProperties: TEXT,
            'x-kubernetes-map-type': 'atomic',
          },
          options: { type: 'object', additionalProperties: TEXT },
          values: {
            type: 'object',
            'x-kubernetes-preserve-unknown-fields': true,
          },
          ports: {
            type: 'array',
            'x-kubernetes-list-type': 'map',
            'x-kubernetes-list-map-keys': ['port', 'protocol'],
            items: {
              type: 'object',
              properties: {
                port: NUMBER,
                protocol: { type: 'string', default: 'TCP' },
                target: { 'x-kubernetes-int-or-string': true },
              },
            },
          },
        },
      },
    },
  },
};

function maybe<Value>(value: fc.Arbitrary<Value>) {
  return fc.option(value, { nil: undefined });
}

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/);
const words = fc.dictionary(word, word, { maxKeys: 3 });
const text = fc.string({ minLength: 1, maxLength: 8 });

const port = fc.record(
  {
    port: fc.integer({ min: 1, max: 9 }),
    protocol: fc.constantFrom('TCP', 'UDP'),
    target: fc.oneof(fc.integer({ min: 1 }), word),
  },
  { requiredKeys: ['port'] },
);

const spec = fc.record(
  {
    text,
    number: fc.oneof(
      fc.integer(),
      fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n }),
    ),
    flag: fc.boolean(),
    mode: fc.constantFrom('Auto', 'Manual'),
    words: fc.array(text, { minLength: 1, maxLength: 3 }),
    selector: words.filter(found => Object.keys(found).length > 0),
    options: words,
    values: fc.record({ a: text, b: fc.array(fc.integer(), { minLength: 1 }) }),
    ports: fc.uniqueArray(port, {
      selector: one => one.port,
      maxLength: 4,
    }),
  },
  { requiredKeys: [] },
);

/** Objects of a kind of its own, and what is known of the kind. */
export function sampleKind(): {
  schema: TypeSchema;
  traits: KindTraits;
  arbitrary: fc.Arbitrary<JsonObject>;
} {
  const catalog = readOpenApi(SAMPLE_DOCUMENT);
  const schema = catalog.typeOf('example.com/v1', 'Sample');
  if (!schema) throw new Error('The document describes a Sample.');
  return {
    schema,
    traits: catalog.traitsOf('example.com/v1', 'Sample'),
    arbitrary: fc
      .record({
        labels: maybe(words),
        finalizers: maybe(fc.uniqueArray(word, { maxLength: 3 })),
        spec,
      })
      .map(({ labels, finalizers, spec: wanted }) => ({
        apiVersion: 'example.com/v1',
        kind: 'Sample',
        metadata: {
          name: 'sample',
          ...(labels ? { labels } : {}),
          ...(finalizers ? { finalizers } : {}),
        },
        spec: wanted,
      })),
  };
}
