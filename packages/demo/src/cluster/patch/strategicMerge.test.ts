import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FieldSchema, parseJson, TypeSchema } from '@backstage-gitops/drift';
import { isMap, JsonObject, JsonValue } from '../objects/json';
import { mapAt, textAt } from '../objects/read';
import { ResourceRegistry } from '../resources/ResourceRegistry';
import { Schemas } from '../schema/Schemas';
import { strategicMerge } from './strategicMerge';

const registry = new ResourceRegistry();
const schemas = new Schemas(registry);

function typeOf(apiVersion: string, kind: string): TypeSchema {
  const resource = registry.findKind(apiVersion, kind);
  if (!resource) throw new Error(`${kind} is not served`);
  return schemas.typeOf(resource);
}

const service = (...ports: JsonObject[]): JsonObject => ({ spec: { ports } });
const pod = (spec: JsonObject): JsonObject => ({ spec });

describe('a strategic merge patch', () => {
  it.each<
    [
      what: string,
      kind: 'Service' | 'Pod',
      object: JsonObject,
      patch: JsonObject,
      result: JsonObject,
    ]
  >([
    [
      'merges an item by its key',
      'Service',
      service({ port: 80, name: 'http' }, { port: 443, name: 'https' }),
      service({ port: 443, targetPort: 8443 }),
      service(
        { port: 80, name: 'http' },
        { port: 443, name: 'https', targetPort: 8443 },
      ),
    ],
    [
      'puts a new item where the patch has it',
      'Service',
      service({ port: 80 }),
      service({ port: 9100 }),
      service({ port: 9100 }, { port: 80 }),
    ],
    [
      'orders items as it is told',
      'Service',
      service({ port: 1 }, { port: 2 }),
      {
        spec: {
          '$setElementOrder/ports': [{ port: 2 }, { port: 1 }, { port: 3 }],
          ports: [{ port: 3 }],
        },
      },
      service({ port: 2 }, { port: 1 }, { port: 3 }),
    ],
    [
      'deletes an item',
      'Service',
      service({ port: 1 }, { port: 2 }),
      service({ port: 1, $patch: 'delete' }),
      service({ port: 2 }),
    ],
    [
      'replaces a whole list',
      'Service',
      service({ port: 1 }, { port: 2 }),
      service({ port: 3 }, { $patch: 'replace' }),
      service({ port: 3 }),
    ],
    [
      'replaces a list that is not merged',
      'Pod',
      pod({ containers: [{ name: 'a', args: ['x', 'y'] }] }),
      pod({ containers: [{ name: 'a', args: ['z'] }] }),
      pod({ containers: [{ name: 'a', args: ['z'] }] }),
    ],
    [
      'removes what is null, and merges deeper',
      'Pod',
      pod({ hostname: 'h', securityContext: { runAsUser: 1, fsGroup: 2 } }),
      pod({ hostname: null, securityContext: { fsGroup: 3 } }),
      pod({ securityContext: { runAsUser: 1, fsGroup: 3 } }),
    ],
    [
      'keeps only what it is told to retain',
      'Pod',
      pod({ volumes: [{ name: 'v', emptyDir: {} }] }),
      pod({
        volumes: [
          {
            name: 'v',
            $retainKeys: ['name', 'configMap'],
            configMap: { name: 'c' },
          },
        ],
      }),
      pod({ volumes: [{ name: 'v', configMap: { name: 'c' } }] }),
    ],
    [
      'removes texts from a merged list of texts',
      'Pod',
      { metadata: { finalizers: ['a/b', 'c/d'] } },
      { metadata: { '$deleteFromPrimitiveList/finalizers': ['a/b'] } },
      { metadata: { finalizers: ['c/d'] } },
    ],
  ])('%s', (_, kind, object, patch, result) => {
    expect(strategicMerge(object, patch, typeOf('v1', kind))).toEqual(result);
  });

  it('refuses an item without its key', () => {
    expect(() =>
      strategicMerge(
        service({ port: 1 }),
        service({ name: 'x' }),
        typeOf('v1', 'Service'),
      ),
    ).toThrow('does not contain declared merge key: port');
  });
});

// The cases of Kubernetes' own tests, where they are at hand.
const folder = process.env.CONFORMANCE_DATA;
const describeWithData = folder ? describe : describe.skip;

describeWithData(
  'strategic merge as upstream tests it (CONFORMANCE_DATA)',
  () => {
    const read = (name: string): JsonValue =>
      parseJson(readFileSync(join(folder ?? '', 'merge', name), 'utf8'));

    const typeNamed = (types: JsonObject, name: string): TypeSchema => {
      const fields = new Map(
        Object.entries(mapAt(types, name)).map(
          ([key, field]): [string, FieldSchema] => {
            const keyed = textAt(field, 'key') !== undefined;
            const items =
              textAt(field, 'items') ??
              (keyed ? textAt(field, 'fields') : undefined);
            const nested = textAt(field, 'fields');
            const strategy = textAt(field, 'strategy');
            const type = (): TypeSchema => {
              if (items !== undefined) {
                return {
                  kind: 'list',
                  items: () => typeNamed(types, items),
                  merge: 'atomic',
                };
              }
              return nested === undefined || nested === 'any'
                ? { kind: 'any' }
                : typeNamed(types, nested);
            };
            const patch =
              strategy === undefined
                ? {}
                : {
                    patch: {
                      strategy: strategy.split(','),
                      key: textAt(field, 'key'),
                    },
                  };
            return [key, { type, ...patch }];
          },
        ),
      );
      return { kind: 'struct', fields, open: true, atomic: false };
    };

    const casesOf = (name: string) => {
      const schema = read('strategic-schema.json');
      const type = typeNamed(
        mapAt(schema, 'types'),
        textAt(schema, 'type') ?? '',
      );
      const list = read(name);
      return (Array.isArray(list) ? list.filter(isMap) : []).map(
        (one): [id: string, one: JsonObject, type: TypeSchema] => [
          textAt(one, 'id') ?? '',
          one,
          type,
        ],
      );
    };

    const applied = folder ? casesOf('strategic-apply.json') : [];

    it.each(applied.filter(([, one]) => one.error === undefined))(
      '%s',
      (_, one, type) => {
        expect(
          strategicMerge(mapAt(one, 'original'), mapAt(one, 'patch'), type),
        ).toEqual(one.result);
      },
    );

    it.each(applied.filter(([, one]) => one.error !== undefined))(
      '%s: refused',
      (_, one, type) => {
        expect(() =>
          strategicMerge(mapAt(one, 'original'), mapAt(one, 'patch'), type),
        ).toThrow();
      },
    );

    it.each(folder ? casesOf('strategic.json') : [])(
      '%s, two ways and three ways',
      (_, one, type) => {
        const ways: [base: string, patch: string, result: string][] = [
          ['original', 'twoWay', 'twoWayResult'],
          ['current', 'threeWay', 'result'],
        ];
        for (const [base, patch, result] of ways) {
          if (!isMap(one[patch])) continue;
          expect(
            strategicMerge(mapAt(one, base), mapAt(one, patch), type),
          ).toEqual(one[result]);
        }
      },
    );
  },
);
