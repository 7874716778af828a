import * as fc from 'fast-check';
import { join } from 'node:path';
import {
  type Leaf,
  leavesOf,
  otherValue,
  withValueAt,
} from '../__testUtils__/leaves';
import { sampleKind } from '../__testUtils__/sampleKind';
import { applyServerSide, trackUpdate } from '../apply';
import { Case } from '../__testUtils__/conformance/Case';
import { loadRecordings } from '../__testUtils__/conformance/loadRecordings';
import { printManagedFields, printPath } from '../fields';
import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  objectsOf,
  parseJson,
  parseManifests,
  printJson,
} from '../json';
import { objectAt, textAt } from '../json/JsonValue';
import { ANY, type KindTraits, type TypeSchema } from '../schema';
import { compareLocally } from './compareLocally';
import { toKept, toPayload } from './serverForm';

const TIME = '2026-01-01T00:00:00Z';

interface Subject {
  object: JsonObject;
  schema: TypeSchema;
  traits: KindTraits;
}

/** The object as a server keeps it once Git was applied. */
function applied({ object, schema, traits }: Subject): JsonObject {
  const result = applyServerSide({
    config: object,
    readAs: toPayload(object, schema, traits),
    manager: 'gitops',
    schema,
    force: true,
    time: TIME,
  });
  if (result.status !== 'applied') throw new Error('Nobody else owns a field.');
  return toKept(result.object, schema, traits);
}

/** The live object after somebody wrote to it, who then owns what was written. */
function edited(
  live: JsonObject,
  after: JsonValue,
  schema: TypeSchema,
): JsonObject {
  if (!isJsonObject(after)) throw new Error('An object stays an object.');
  const entries = trackUpdate({
    before: live,
    after,
    manager: 'kubectl-edit',
    apiVersion: textAt(live, 'apiVersion') ?? '',
    schema,
    time: TIME,
  });
  return {
    ...after,
    metadata: {
      ...objectAt(after, 'metadata'),
      managedFields: printManagedFields(entries),
    },
  };
}

function reported(
  { schema, traits }: Subject,
  desired: JsonObject,
  live: JsonObject,
): string[] {
  return compareLocally({
    desired,
    live,
    schema,
    traits,
    manager: 'gitops',
  }).changes.map(({ path }) => printPath(path));
}

/** Mutations of one leaf that are not reported at its exact path. */
function missed(subject: Subject, live: JsonObject, leaf: Leaf): string[] {
  const { object, schema } = subject;
  const expected = printPath(leaf.item ?? leaf.path);
  const other = otherValue(leaf.value, leaf.type);
  const problems: string[] = [];
  const note = (what: string, paths: string[]) => {
    // An item whose key is gone may still be the same, by the default of the key.
    const isOwn = what === 'removed' && paths.includes(printPath(leaf.path));
    if (isOwn || paths.includes(expected)) return;
    problems.push(`${what} ${expected}: ${paths.join(' ')}`);
  };
  const inCluster = (value: JsonValue | undefined) =>
    edited(live, withValueAt(live, leaf.pointer, value), schema);
  note('removed', reported(subject, object, inCluster(undefined)));
  // What is put into something empty is somebody's addition, and no change of what Git sets.
  if (leaf.isEmpty) return problems;
  note('changed', reported(subject, object, inCluster(other)));
  const git = withValueAt(object, leaf.pointer, other);
  if (isJsonObject(git)) note('changed in Git', reported(subject, git, live));
  return problems;
}

function leavesIn(subject: Subject, live: JsonObject): Leaf[] {
  const kept = new Set(
    leavesOf(live, subject.schema).map(({ path }) => printPath(path)),
  );
  // What the server drops cannot be changed there.
  return leavesOf(subject.object, subject.schema).filter(({ path }) =>
    kept.has(printPath(path)),
  );
}

function reserialised(object: JsonObject): JsonObject {
  const again = parseJson(printJson(object, { keys: 'sorted' }));
  const parsed = parseManifests(printJson(object));
  expect(parsed.status).toBe('parsed');
  const [read] = parsed.status === 'parsed' ? objectsOf(parsed.documents) : [];
  expect(read).toEqual(again);
  return read;
}

describe('any object', () => {
  const { schema, traits, arbitrary } = sampleKind();

  it('differs by exactly the leaf that was changed or removed', () => {
    fc.assert(
      fc.property(arbitrary, fc.nat(), (object, pick) => {
        const subject = { object, schema, traits };
        const live = applied(subject);
        const leaves = leavesIn(subject, live);
        fc.pre(leaves.length > 0);
        expect(missed(subject, live, leaves[pick % leaves.length])).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('does not differ from itself, however it is written', () => {
    fc.assert(
      fc.property(arbitrary, object => {
        const subject = { object, schema, traits };
        const live = applied(subject);
        expect(reported(subject, object, live)).toEqual([]);
        expect(reported(subject, reserialised(object), live)).toEqual([]);
      }),
    );
  });
});

const { CONFORMANCE_DATA, RECORDINGS_DATA } = process.env;

if (!CONFORMANCE_DATA || !RECORDINGS_DATA) {
  describe('objects of Kubernetes, not tried', () => {
    it.todo('need CONFORMANCE_DATA, and the types beside RECORDINGS_DATA');
  });
} else {
  describe('fully populated objects of Kubernetes', () => {
    const { catalog } = loadRecordings(RECORDINGS_DATA);
    const cases = Case.readAll(
      join(CONFORMANCE_DATA, 'roundtrip', 'objects.json'),
    );

    it.each(cases.map(one => [one.id, one] as const))(
      '%s differs by exactly the leaf that was changed or removed',
      (_, one) => {
        const written = one.object('object') ?? {};
        const apiVersion = textAt(written, 'apiVersion') ?? '';
        const kind = textAt(written, 'kind') ?? '';
        const traits = catalog.traitsOf(apiVersion, kind);
        const schema = catalog.typeOf(apiVersion, kind) ?? ANY;
        const { status: _status, ...rest } = written;
        const object = traits.status === 'field' ? written : rest;
        const subject = { object, schema, traits };
        const live = applied(subject);
        expect(reported(subject, reserialised(object), live)).toEqual([]);
        const leaves = leavesIn(subject, live);
        expect(leaves.length).toBeGreaterThan(0);
        expect(leaves.flatMap(leaf => missed(subject, live, leaf))).toEqual([]);
      },
    );
  });
}
