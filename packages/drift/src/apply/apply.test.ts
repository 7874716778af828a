import { sampleKind } from '../__testUtils__/sampleKind';
import {
  type FieldManager,
  printManagedFields,
  printPath,
  readManagedFields,
} from '../fields';
import { isJsonObject, type JsonObject } from '../json';
import { applyServerSide, trackUpdate } from '.';

const { schema } = sampleKind();
const THEN = '2026-01-01T00:00:00Z';
const NOW = '2026-02-02T00:00:00Z';

const sample = (spec: JsonObject, metadata: JsonObject = {}): JsonObject => ({
  apiVersion: 'example.com/v1',
  kind: 'Sample',
  metadata: { name: 'sample', ...metadata },
  spec,
});

function apply(
  live: JsonObject | undefined,
  spec: JsonObject,
  options: { manager?: string; force?: boolean; metadata?: JsonObject } = {},
) {
  const { manager = 'gitops', force = true, metadata } = options;
  return applyServerSide({
    live,
    config: sample(spec, metadata),
    manager,
    schema,
    force,
    time: live ? NOW : THEN,
  });
}

function applied(...parameters: Parameters<typeof apply>): JsonObject {
  const result = apply(...parameters);
  if (result.status !== 'applied') throw new Error('There is a conflict.');
  return result.object;
}

function edited(live: JsonObject, spec: JsonObject, manager = 'kubectl-edit') {
  const after = { ...live, spec };
  const entries = trackUpdate({
    before: live,
    after,
    manager,
    apiVersion: 'example.com/v1',
    schema,
    time: NOW,
  });
  const metadata = isJsonObject(live.metadata) ? live.metadata : {};
  return {
    ...after,
    metadata: { ...metadata, managedFields: printManagedFields(entries) },
  };
}

function owned(object: JsonObject): Record<string, string[]> {
  return Object.fromEntries(
    readManagedFields(object).map(({ manager, operation, fields }) => [
      `${manager} ${operation}`,
      [...fields.paths()].map(printPath).sort(),
    ]),
  );
}

describe('applyServerSide', () => {
  it('lays what is applied over what others set', () => {
    const live = edited(applied(undefined, { text: 'a' }), {
      text: 'a',
      number: 3,
    });
    const object = applied(live, { text: 'b', flag: true });
    expect(object.spec).toEqual({ text: 'b', flag: true, number: 3 });
    expect(owned(object)).toEqual({
      'gitops Apply': ['/spec/flag', '/spec/text'],
      'kubectl-edit Update': ['/spec/number'],
    });
  });

  it.each<[string, JsonObject, JsonObject, JsonObject]>([
    ['a field', { text: 'a', number: 1 }, { text: 'a' }, { text: 'a' }],
    [
      'an item with all it has',
      { ports: [{ port: 1 }, { port: 2, target: 'x' }] },
      { ports: [{ port: 1 }] },
      { ports: [{ port: 1 }] },
    ],
    [
      'a key of a map',
      { options: { a: '1', b: '2' } },
      { options: { b: '2' } },
      { options: { b: '2' } },
    ],
  ])('takes out %s that is no longer applied', (_, before, after, expected) => {
    expect(applied(applied(undefined, before), after).spec).toEqual(expected);
  });

  it('leaves what another manager applied as well', () => {
    const both = applied(
      applied(undefined, { text: 'a', number: 1 }),
      { number: 1 },
      { manager: 'other' },
    );
    expect(applied(both, { text: 'a' }).spec).toEqual({ text: 'a', number: 1 });
  });

  it.each<[string, JsonObject, JsonObject, JsonObject]>([
    [
      'in the order that is applied',
      { ports: [{ port: 1 }, { port: 2 }] },
      { ports: [{ port: 2 }, { port: 1 }] },
      { ports: [{ port: 2 }, { port: 1 }] },
    ],
    [
      'with those of others where they were',
      { ports: [{ port: 9 }, { port: 1 }, { port: 2 }] },
      { ports: [{ port: 1 }, { port: 2 }] },
      { ports: [{ port: 9 }, { port: 1 }, { port: 2 }] },
    ],
    [
      'told apart by all their keys, defaults filled in',
      {
        ports: [
          { port: 1, protocol: 'UDP' },
          { port: 1, target: 'x' },
        ],
      },
      { ports: [{ port: 1, protocol: 'TCP', target: 'y' }] },
      {
        ports: [
          { port: 1, protocol: 'UDP' },
          { port: 1, protocol: 'TCP', target: 'y' },
        ],
      },
    ],
  ])('keeps items %s', (_, before, after, expected) => {
    const live = edited(applied(undefined, {}), before);
    expect(applied(live, after).spec).toEqual(expected);
  });

  it('replaces what is atomic', () => {
    const live = edited(applied(undefined, {}), {
      words: ['a', 'b'],
      selector: { a: '1', b: '2' },
    });
    const spec = { words: ['c'], selector: { c: '3' } };
    expect(applied(live, spec).spec).toEqual(spec);
  });

  it('names who else has another value, unless it is forced', () => {
    const live = edited(applied(undefined, { text: 'a' }), { text: 'b' });
    const result = apply(live, { text: 'a' }, { force: false });
    expect(result).toMatchObject({
      status: 'conflict',
      conflicts: [
        {
          manager: { manager: 'kubectl-edit', operation: 'Update', time: NOW },
          path: ['f:spec', 'f:text'],
        },
      ],
    });
    expect(owned(applied(live, { text: 'a' }))).toEqual({
      'gitops Apply': ['/spec/text'],
    });
  });

  it('finds no conflict where both want the same', () => {
    const live = edited(applied(undefined, {}), { text: 'a' });
    expect(apply(live, { text: 'a' }, { force: false }).status).toBe('applied');
  });

  it('takes what nobody is noted for as written before', () => {
    const live = sample({ text: 'a' });
    const result = apply(live, { text: 'b' }, { force: false });
    expect(result).toMatchObject({
      conflicts: [{ manager: { manager: 'before-first-apply' } }],
    });
  });

  it('changes no time where it changes nothing', () => {
    const first = applied(undefined, { text: 'a' });
    const times = (object: JsonObject) =>
      readManagedFields(object).map(({ time }: FieldManager) => time);
    expect(times(applied(first, { text: 'a' }))).toEqual([THEN]);
    expect(times(applied(first, { text: 'b' }))).toEqual([NOW]);
  });
});

describe('trackUpdate', () => {
  it('gives changed fields to whoever wrote them, and removed ones to nobody', () => {
    const live = applied(undefined, { text: 'a', number: 1, flag: true });
    expect(owned(edited(live, { text: 'b', flag: true }))).toEqual({
      'gitops Apply': ['/spec/flag'],
      'kubectl-edit Update': ['/spec/text'],
    });
  });

  it('takes the same name by Apply for another manager', () => {
    const live = applied(undefined, { text: 'a', number: 1 });
    expect(owned(edited(live, { text: 'b', number: 1 }, 'gitops'))).toEqual({
      'gitops Apply': ['/spec/number'],
      'gitops Update': ['/spec/text'],
    });
  });

  it('notes what holds something as well, where it is new', () => {
    const live = applied(undefined, { text: 'a' });
    const after = edited(live, { text: 'a', options: { deep: 'x' } });
    expect(owned(after)['kubectl-edit Update']).toEqual([
      '/spec/options',
      '/spec/options/deep',
    ]);
  });

  it('never owns metadata itself', () => {
    const entries = trackUpdate({
      before: { metadata: {} },
      after: sample({}, { labels: { a: 'b' } }),
      manager: 'kubectl-create',
      apiVersion: 'example.com/v1',
      schema,
      time: NOW,
    });
    expect(entries[0].fields.print()).toEqual({
      'f:metadata': { 'f:labels': { '.': {}, 'f:a': {} } },
      'f:spec': {},
    });
  });
});
