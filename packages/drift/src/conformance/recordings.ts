import { foreignFields, ownersOf } from '../attribution';
import { changesBetween } from '../compare/changesBetween';
import { compareLocally } from '../compare/compareLocally';
import { withoutBookkeeping } from '../compare/bookkeeping';
import { type FieldManager, printPath, readManagedFields } from '../fields';
import type { JsonObject } from '../json';
import { ANY, type SchemaCatalog } from '../schema';

/** What an API server answered, as far as it is graded here. */
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
  notInGit: string[];
  unowned: string[];
  owners: Record<string, FieldManager[]>;
}

/** What is wrong with what we say of a recording: paths, with `-` where one is missing and `+` where one is too many. */
export interface RecordingGrade {
  id: string;
  tierOne: { expected: number; missed: string[]; extra: string[] };
  verdict: boolean;
  paths: string[];
  fields: string[];
  owners: string[];
}

function difference(found: string[], expected: string[]): string[] {
  return [
    ...expected.filter(one => !found.includes(one)).map(one => `- ${one}`),
    ...found.filter(one => !expected.includes(one)).map(one => `+ ${one}`),
  ];
}

function describe(path: string, owners: FieldManager[]): string[] {
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

/** Compares what this package says of a recording with what the server said. */
export function gradeRecording(
  recording: Recording,
  catalog: SchemaCatalog,
): RecordingGrade | undefined {
  const { id, apiVersion, kind, desired, live, manager, dryRun } = recording;
  if (!live || !dryRun.predicted) return undefined;
  const schema = catalog.typeOf(apiVersion, kind) ?? ANY;
  const local = compareLocally({
    desired,
    live,
    schema,
    manager,
    traits: catalog.traitsOf(apiVersion, kind),
  }).changes.map(({ path }) => printPath(path));
  const changes = changesBetween(
    withoutBookkeeping(live),
    withoutBookkeeping(dryRun.predicted),
    schema,
  );
  const foreign = foreignFields({ desired, live, schema, manager });
  const entries = readManagedFields(live);
  const notInGit = foreign.filter(({ owners }) => owners.length > 0);
  const unowned = foreign.filter(({ owners }) => owners.length === 0);
  const { changedPaths } = recording;
  return {
    id,
    tierOne: {
      expected: changedPaths.length,
      missed: changedPaths.filter(path => !local.includes(path)),
      extra: local.filter(path => !changedPaths.includes(path)),
    },
    verdict: changes.length > 0 === recording.modified,
    paths: difference(
      changes.map(({ path }) => printPath(path)),
      changedPaths,
    ),
    fields: [
      ...difference(
        notInGit.map(({ path }) => printPath(path)),
        recording.notInGit,
      ),
      ...difference(
        unowned.map(({ path }) => printPath(path)),
        recording.unowned,
      ),
    ],
    owners: difference(
      [
        ...changes.map(({ path }) => ({
          path,
          owners: ownersOf(path, entries),
        })),
        ...notInGit,
      ].flatMap(({ path, owners }) => describe(printPath(path), owners)),
      Object.entries(recording.owners).flatMap(([path, owners]) =>
        describe(path, owners),
      ),
    ),
  };
}
