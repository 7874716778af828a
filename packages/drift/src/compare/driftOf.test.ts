import { sampleKind } from '../__testUtils__/sampleKind';
import type { JsonObject, JsonValue } from '../json';
import { driftOf } from './driftOf';

const { schema, traits } = sampleKind();

interface Entry {
  manager: string;
  operation?: string;
  subresource?: string;
  fields: JsonObject;
}

const sample = (spec: JsonObject, entries: Entry[] = []): JsonObject => ({
  apiVersion: 'example.com/v1',
  kind: 'Sample',
  metadata: {
    name: 'sample',
    managedFields: entries.map(
      ({ manager, operation, subresource, fields }) => ({
        manager,
        ...(subresource ? { subresource } : {}),
        operation: operation ?? 'Update',
        apiVersion: 'example.com/v1',
        fieldsV1: { 'f:spec': fields },
      }),
    ),
  },
  spec,
});

const ours = (fields: JsonObject): Entry => ({
  manager: 'gitops',
  operation: 'Apply',
  fields,
});

function drift(options: {
  git: JsonObject;
  live: JsonObject;
  predicted?: JsonObject;
  interactive?: string[];
}): Array<
  [kind: string, path: string, git: JsonValue, live: JsonValue, by: string]
> {
  const { git, live, predicted = live, interactive } = options;
  return driftOf<JsonValue>({
    desired: sample(git),
    live,
    predicted,
    schema,
    traits,
    manager: 'gitops',
    interactive,
    show: value => value,
  }).map(field => [
    field.kind,
    field.path,
    field.git ?? null,
    field.cluster ?? null,
    field.by.map(({ manager }) => manager).join(),
  ]);
}

describe('driftOf', () => {
  it('is nothing where all agree', () => {
    const live = sample({ text: 'a', mode: 'Auto' }, [ours({ 'f:text': {} })]);
    expect(drift({ git: { text: 'a' }, live })).toEqual([]);
  });

  it('calls what Git sets Changed, and names who did it', () => {
    const live = sample({ text: 'b' }, [
      { manager: 'kubectl-edit', fields: { 'f:text': {} } },
    ]);
    expect(
      drift({ git: { text: 'a' }, live, predicted: sample({ text: 'a' }) }),
    ).toEqual([['Changed', '/spec/text', 'a', 'b', 'kubectl-edit']]);
  });

  it('calls what people put in Added, as one part', () => {
    const live = sample(
      { text: 'a', ports: [{ port: 1, protocol: 'TCP', target: 'x' }] },
      [
        ours({ 'f:text': {} }),
        {
          manager: 'kubectl-patch',
          fields: {
            'f:ports': {
              '.': {},
              'k:{"port":1,"protocol":"TCP"}': {
                '.': {},
                'f:port': {},
                'f:protocol': {},
                'f:target': {},
              },
            },
          },
        },
      ],
    );
    expect(drift({ git: { text: 'a' }, live })).toMatchObject([
      ['Added', '/spec/ports', null, expect.anything(), 'kubectl-patch'],
    ]);
  });

  it.each([
    [undefined, 'NotInGit'],
    [['oper*'], 'Added'],
  ])(
    'with %j as interactive calls what an operator put in %s',
    (interactive, kind) => {
      const live = sample({ text: 'a', number: 1 }, [
        ours({ 'f:text': {} }),
        { manager: 'operator', fields: { 'f:number': {} } },
      ]);
      expect(drift({ git: { text: 'a' }, live, interactive })).toEqual([
        [kind, '/spec/number', null, 1, 'operator'],
      ]);
    },
  );

  it('takes scaling for no edit, where Git leaves the number open', () => {
    const live = sample({ text: 'a', number: 5 }, [
      ours({ 'f:text': {} }),
      { manager: 'kubectl', subresource: 'scale', fields: { 'f:number': {} } },
    ]);
    expect(drift({ git: { text: 'a' }, live })).toEqual([
      ['NotInGit', '/spec/number', null, 5, 'kubectl'],
    ]);
  });

  it('says nothing of what nobody wrote', () => {
    const live = sample({ text: 'a', number: 1 }, [ours({ 'f:text': {} })]);
    expect(drift({ git: { text: 'a' }, live })).toEqual([]);
  });

  it('calls what the server keeps otherwise Overridden', () => {
    const live = sample({ text: 'b' }, [ours({ 'f:text': {} })]);
    expect(drift({ git: { text: 'a' }, live })).toEqual([
      ['Overridden', '/spec/text', 'a', 'b', 'gitops'],
    ]);
  });

  it('is not another spelling of one amount', () => {
    const live = sample({ text: '1Gi' }, [ours({ 'f:text': {} })]);
    expect(
      drift({
        git: { text: '1024Mi' },
        live,
        predicted: sample({ text: '1024Mi' }),
      }),
    ).toEqual([]);
  });
});
