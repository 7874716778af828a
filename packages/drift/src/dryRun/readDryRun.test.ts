import { sampleKind } from '../__testUtils__/sampleKind';
import { printPath } from '../fields';
import type { JsonObject } from '../json';
import { readDryRun, withoutAdmission } from '.';

const { schema, traits } = sampleKind();

const sample = (spec: JsonObject, fields: JsonObject = {}): JsonObject => ({
  apiVersion: 'example.com/v1',
  kind: 'Sample',
  metadata: {
    name: 'sample',
    resourceVersion: '1',
    managedFields: [
      {
        manager: 'gitops',
        operation: 'Apply',
        apiVersion: 'example.com/v1',
        time: '2026-01-01T00:00:00Z',
        fieldsV1: { 'f:spec': fields },
      },
    ],
  },
  spec,
});

const verdict = (live: JsonObject | undefined, predicted: JsonObject) =>
  readDryRun({
    desired: sample({ text: '1Gi' }),
    live,
    predicted,
    schema,
    traits,
    manager: 'gitops',
  });

describe('readDryRun', () => {
  it('says nothing of what every write changes', () => {
    const live = sample({ text: '1Gi' });
    const predicted = {
      ...live,
      metadata: { name: 'sample', resourceVersion: '2', generation: 3 },
    };
    expect(verdict(live, predicted)).toEqual({
      modified: false,
      changes: [],
      notInGit: [],
      unowned: [],
    });
  });

  it('names who wrote what is there now', () => {
    const live = sample({ text: 'x' }, { 'f:text': {} });
    const { changes } = verdict(live, sample({ text: '1Gi' }));
    expect(changes).toMatchObject([
      { path: ['f:spec', 'f:text'], op: 'replace', equalByValue: false },
    ]);
    expect(changes[0].owners.map(({ manager }) => manager)).toEqual(['gitops']);
  });

  it.each([
    ['1024Mi', true],
    ['1.0', false],
    ['2Gi', false],
  ])('takes %s for 1Gi: %s', (text, expected) => {
    const { changes } = verdict(sample({ text }), sample({ text: '1Gi' }));
    expect(changes.map(({ equalByValue }) => equalByValue)).toEqual([expected]);
  });

  it('takes an object that is not there for one change', () => {
    const { modified, changes } = verdict(undefined, sample({ text: '1Gi' }));
    expect(modified).toBe(true);
    expect(changes.map(({ op, path }) => [op, printPath(path)])).toEqual([
      ['add', ''],
    ]);
  });

  it('tells what others wrote from what nobody did', () => {
    const live = sample({ text: '1Gi', number: 1, mode: 'Auto' });
    const other = {
      manager: 'operator',
      operation: 'Update',
      apiVersion: 'example.com/v1',
      fieldsV1: { 'f:spec': { 'f:number': {} } },
    };
    const written = { ...live, metadata: { managedFields: [other] } };
    const { notInGit, unowned } = verdict(written, written);
    expect(notInGit.map(({ path }) => printPath(path))).toEqual([
      '/spec/number',
    ]);
    expect(unowned.map(({ path }) => printPath(path))).toEqual(['/spec/mode']);
  });
});

describe('withoutAdmission', () => {
  it('keeps what is applied, and leaves out what was put in by the way', () => {
    const live = sample({ text: 'a', number: 1, ports: [{ port: 1 }] });
    const predicted = sample(
      {
        text: 'b',
        flag: true,
        ports: [
          { port: 1, protocol: 'TCP' },
          { port: 2, protocol: 'TCP', target: 'x' },
        ],
      },
      {
        'f:text': {},
        'f:ports': {
          'k:{"port":2,"protocol":"TCP"}': { '.': {}, 'f:port': {} },
        },
      },
    );
    expect(
      withoutAdmission({ live, predicted, manager: 'gitops', schema }).spec,
    ).toEqual({
      text: 'b',
      ports: [{ port: 1 }, { port: 2, protocol: 'TCP' }],
    });
  });
});
