import { applyServerSide } from '../../apply';
import { compareLocally } from '../../compare/compareLocally';
import { readDryRun } from '../../dryRun';
import {
  type FieldManager,
  FieldSet,
  type ManagedEntry,
  type PathElement,
  printPath,
  readManagedFields,
} from '../../fields';
import { childrenOf } from '../../fields/element';
import { ownable } from '../../apply/metadata';
import {
  type JsonObject,
  type JsonValue,
  jsonEqual,
  printPointer,
} from '../../json';
import { isSubset } from './isSubset';
import { ANY, type SchemaCatalog, type TypeSchema } from '../../schema';

/** What an API server answered: see the README beside the recordings. */
export interface Recording {
  id: string;
  kind: string;
  apiVersion: string;
  manager: string;
  desired: JsonObject;
  live: JsonObject | null;
  dryRun: { status: number; predicted?: JsonObject };
  modified: boolean | null;
  changedPaths: string[];
  changes: Record<string, RecordedChange>;
  equalByValue: string[];
  notInGit: string[];
  unowned: string[];
  owners: Record<string, FieldManager[]>;
  conflicts: Array<{ field: string; message: string }> | null;
}

interface RecordedChange {
  op: string;
  livePointer?: string;
  predictedPointer?: string;
  live?: JsonValue;
  predicted?: JsonValue;
}

/** What is wrong with what we say of a recording, with `-` where something is missing and `+` where it is too much. */
export interface RecordingGrade {
  id: string;
  tierOne: {
    expected: number;
    missed: string[];
    extra: string[];
    /** Changes that only the server can know of: admission adds what Git never set. */
    beyond: string[];
  };
  verdict: string[];
  paths: string[];
  /** Operations, pointers and values of the changes. */
  changes: string[];
  fields: string[];
  owners: string[];
  conflicts: string[];
  /** What answers without a thought would have said. */
  baselines: { notModified: boolean; subset: boolean };
}

function difference(found: string[], expected: string[]): string[] {
  return [
    ...expected.filter(one => !found.includes(one)).map(one => `- ${one}`),
    ...found.filter(one => !expected.includes(one)).map(one => `+ ${one}`),
  ];
}

function describe(path: string, owners: readonly FieldManager[]): string[] {
  return owners.map(owner =>
    [
      path,
      owner.manager,
      owner.operation,
      owner.apiVersion,
      owner.subresource ?? '',
      owner.time ?? '',
    ].join(' '),
  );
}

function orderOf(value: JsonValue | undefined, type: TypeSchema): JsonValue {
  return (childrenOf(value, type) ?? []).map(({ element }) => element);
}

function typeAt(type: TypeSchema, path: readonly PathElement[]): TypeSchema {
  return path.reduce<TypeSchema>((of, element) => {
    switch (of.kind) {
      case 'struct':
        return of.fields.get(element.slice(2))?.type() ?? ANY;
      case 'map':
        return of.values();
      case 'list':
        return of.items();
      default:
        return ANY;
    }
  }, type);
}

/** Grades what this package says of a recording; undefined where the server accepted nothing. */
export function gradeRecording(
  recording: Recording,
  catalog: SchemaCatalog,
): RecordingGrade | undefined {
  const { id, apiVersion, kind, desired, manager, changedPaths } = recording;
  const { predicted } = recording.dryRun;
  if (!predicted || recording.modified === null) return undefined;
  const live = recording.live ?? undefined;
  const schema = catalog.typeOf(apiVersion, kind) ?? ANY;
  const traits = catalog.traitsOf(apiVersion, kind);
  const verdict = readDryRun({
    desired,
    live,
    predicted,
    schema,
    traits,
    manager,
  });
  const paths = verdict.changes.map(({ path }) => printPath(path));
  const local = live
    ? compareLocally({ desired, live, schema, manager, traits })
        .changes.map(({ path }) => path)
        .map(printPath)
    : [''];
  const missed = changedPaths.filter(path => !local.includes(path));
  const known = live ? knownPaths({ desired, live, schema, manager }) : [];
  const beyond = missed.filter(
    path =>
      recording.changes[path].op === 'add' &&
      !known.some(one => one === path || one.startsWith(`${path}/`)),
  );
  return {
    id,
    tierOne: {
      expected: changedPaths.length - beyond.length,
      missed: missed.filter(path => !beyond.includes(path)),
      extra: local.filter(path => !changedPaths.includes(path)),
      beyond,
    },
    verdict:
      verdict.modified === recording.modified ? [] : [`${verdict.modified}`],
    paths: difference(paths, changedPaths),
    changes: [
      ...verdict.changes.flatMap(change => {
        const path = printPath(change.path);
        const recorded = recording.changes[path];
        const inOrder = (value: JsonValue | undefined) =>
          change.op === 'reorder'
            ? orderOf(value, typeAt(schema, change.path))
            : value;
        const found: RecordedChange = {
          op: change.op,
          livePointer: change.from && printPointer(change.from.pointer),
          predictedPointer: change.to && printPointer(change.to.pointer),
          live: inOrder(change.from?.value),
          predicted: path === '' ? undefined : inOrder(change.to?.value),
        };
        return recorded && !sameChange(found, recorded) ? [path] : [];
      }),
      ...difference(
        verdict.changes
          .filter(({ equalByValue }) => equalByValue)
          .map(({ path }) => printPath(path)),
        recording.equalByValue,
      ),
    ],
    fields: [
      ...difference(
        verdict.notInGit.map(({ path }) => printPath(path)),
        recording.notInGit,
      ),
      ...difference(
        verdict.unowned.map(({ path }) => printPath(path)),
        recording.unowned,
      ),
    ],
    owners: difference(
      [...verdict.changes, ...verdict.notInGit].flatMap(({ path, owners }) =>
        describe(printPath(path), owners),
      ),
      Object.entries(recording.owners).flatMap(([path, owners]) =>
        describe(path, owners),
      ),
    ),
    conflicts: gradeConflicts(recording, schema),
    baselines: {
      notModified: !recording.modified,
      subset: isSubset(desired, live) !== recording.modified,
    },
  };
}

function sameChange(found: RecordedChange, recorded: RecordedChange): boolean {
  return (
    found.op === recorded.op &&
    found.livePointer === recorded.livePointer &&
    found.predictedPointer === recorded.predictedPointer &&
    jsonEqual(found.live, recorded.live) &&
    jsonEqual(found.predicted, recorded.predicted)
  );
}

/** The paths that Git sets, and those that were applied before. */
function knownPaths(options: {
  desired: JsonObject;
  live: JsonObject;
  schema: TypeSchema;
  manager: string;
}): string[] {
  const { desired, live, schema, manager } = options;
  const applied = readManagedFields(live).filter(
    entry => entry.manager === manager && entry.operation === 'Apply',
  );
  return [
    FieldSet.of(ownable(desired), schema),
    ...applied.map(one => one.fields),
  ]
    .flatMap(set => [...set.paths()])
    .map(printPath);
}

/** Conflicts as the server words them: dots in names are not escaped. */
function conflictField(path: readonly PathElement[]): string {
  return path
    .map(element => {
      const text = element.slice(2);
      switch (element.slice(0, 2)) {
        case 'k:':
          return `[${Object.entries(JSON.parse(text))
            .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
            .join(',')}]`;
        case 'v:':
          return `[=${text}]`;
        default:
          return `.${text}`;
      }
    })
    .join('');
}

function conflictMessage(entry: ManagedEntry, apiVersion: string): string {
  const parts = [
    ...(entry.subresource ? [`with subresource "${entry.subresource}"`] : []),
    ...(entry.operation === 'Update' || entry.apiVersion !== apiVersion
      ? [`using ${entry.apiVersion}`]
      : []),
  ];
  return [`conflict with "${entry.manager}"`, ...parts].join(' ');
}

function gradeConflicts(recording: Recording, schema: TypeSchema): string[] {
  if (!recording.live || !recording.conflicts) return [];
  const result = applyServerSide({
    live: recording.live,
    config: recording.desired,
    manager: recording.manager,
    schema,
    force: false,
    time: '2026-01-01T00:00:00Z',
  });
  const found = result.status === 'conflict' ? result.conflicts : [];
  return difference(
    found.map(
      ({ manager, path }) =>
        `${conflictField(path)}: ${conflictMessage(
          manager,
          recording.apiVersion,
        )}`,
    ),
    recording.conflicts.map(({ field, message }) => `${field}: ${message}`),
  );
}
