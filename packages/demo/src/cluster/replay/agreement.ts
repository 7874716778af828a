import { changesBetween, printPath, TypeSchema } from '@backstage-gitops/drift';
import { JsonObject, sameJson } from '../objects/json';
import { withoutValue } from '../objects/change';
import { contentOf, normalised, ownershipOf } from './normalise';
import { Recording } from './Recording';
import { Replayed } from './replayRecording';

/** Where a replay came to what was recorded. */
export interface Agreement {
  id: string;
  /** The live object, without status and ownership. */
  live: boolean;
  /** Who owns which field, without status and times. */
  ownership: boolean;
  /** The HTTP status of the dry run. */
  status: boolean;
  /** The paths in which prediction and live object differ. */
  paths: boolean;
  notes: string[];
}

const comparable = (object: JsonObject) =>
  ['managedFields', 'resourceVersion', 'generation'].reduce(
    (rest, key) => withoutValue(rest, ['metadata', key]),
    object,
  );

function changedPaths(
  { live, dryRun }: Replayed,
  schema: TypeSchema,
): string[] | undefined {
  if (!dryRun.predicted) return undefined;
  if (!live) return [''];
  return changesBetween(comparable(live), comparable(dryRun.predicted), schema)
    .map(change => printPath(change.path))
    .sort();
}

/** Compares a replay with its recording. */
export function agreementOf(
  recording: Recording,
  replayed: Replayed,
  schema: TypeSchema,
): Agreement {
  const both = recording.live && replayed.live;
  const notes = [...replayed.problems];
  const contents = (object: JsonObject | undefined) =>
    object ? contentOf(object) : {};
  const [was, is] = [contents(recording.live), contents(replayed.live)];
  const live = sameJson(was, is);
  if (!live) {
    for (const change of changesBetween(was, is, schema)) {
      notes.push(`live ${printPath(change.path)}`);
    }
  }
  const owners = (object: JsonObject | undefined) =>
    object ? ownershipOf(normalised(object)) : [];
  const [owned, owns] = [owners(recording.live), owners(replayed.live)];
  const ownership = both === undefined || sameJson(owned, owns);
  if (!ownership) {
    for (const entry of owned) {
      if (!owns.includes(entry)) notes.push(`recorded owner ${entry}`);
    }
    for (const entry of owns) {
      if (!owned.includes(entry)) notes.push(`replayed owner ${entry}`);
    }
  }
  const status = recording.dryRun.status === replayed.dryRun.status;
  if (!status) {
    notes.push(
      `dry run ${recording.dryRun.status}, replayed ${replayed.dryRun.status}`,
    );
  }
  const found = changedPaths(replayed, schema) ?? [];
  const paths = status && sameJson(found, recording.changedPaths.toSorted());
  if (status && !paths) {
    notes.push(
      `paths ${recording.changedPaths.join(' ')}, replayed ${found.join(' ')}`,
    );
  }
  return { id: recording.id, live, ownership, status, paths, notes };
}
