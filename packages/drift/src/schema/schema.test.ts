import { SAMPLE_DOCUMENT } from '../__testUtils__/sampleKind';
import { readOpenApi, SchemaCatalog, type TypeSchema } from '.';

function specOf(catalog: SchemaCatalog): ReadonlyMap<string, TypeSchema> {
  const type = catalog.typeOf('example.com/v1', 'Sample');
  const spec = type?.kind === 'struct' ? type.fields.get('spec')?.type() : type;
  if (spec?.kind !== 'struct') throw new Error('A spec is a struct.');
  return new Map([...spec.fields].map(([name, field]) => [name, field.type()]));
}

describe('readOpenApi', () => {
  it('reads how fields are merged', () => {
    const fields = specOf(readOpenApi(SAMPLE_DOCUMENT));
    expect(fields.get('words')).toMatchObject({
      kind: 'list',
      merge: 'atomic',
    });
    expect(fields.get('selector')).toMatchObject({ kind: 'map', atomic: true });
    expect(fields.get('options')).toMatchObject({ kind: 'map', atomic: false });
    expect(fields.get('values')).toEqual({ kind: 'any' });
    expect(fields.get('ports')).toMatchObject({
      kind: 'list',
      merge: { keys: ['port', 'protocol'] },
    });
  });

  it('is the same catalog again once it was written down', () => {
    const { raw } = readOpenApi(SAMPLE_DOCUMENT);
    const again = new SchemaCatalog(JSON.parse(JSON.stringify(raw)));
    expect(again.raw).toEqual(raw);
    expect(specOf(again).size).toBe(9);
  });

  it('knows nothing of a kind that is not served', () => {
    const catalog = readOpenApi(SAMPLE_DOCUMENT);
    expect(catalog.typeOf('example.com/v2', 'Sample')).toBeUndefined();
    expect(catalog.traitsOf('example.com/v2', 'Sample')).toEqual({
      origin: 'custom',
      status: 'subresource',
    });
  });

  it('takes types that refer to themselves', () => {
    const name = 'com.example.v1.Tree';
    const tree = { $ref: `#/components/schemas/${name}` };
    const catalog = readOpenApi({
      components: {
        schemas: { [name]: { type: 'object', properties: { child: tree } } },
      },
    });
    const type = catalog.named(name);
    const child = type?.kind === 'struct' && type.fields.get('child')?.type();
    expect(child).toBe(child && type);
  });
});
