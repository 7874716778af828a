import {
  compareLocally,
  driftOf,
  type JsonObject,
  Mask,
  parsePath,
  parsePointer,
  printPointer,
  valueAt,
} from '@backstage-gitops/drift';
import type {
  FieldDrift,
  ObjectReference,
  ObservedObject,
} from '@backstage-gitops/plugin-gitops-node';
import { ApiError } from '../access/ApiError';
import { metadataOf } from '../access/ClusterApi';
import type { KindSchema } from '../cache/ClusterCache';
import type { HealthAssessor } from './health';
import type { Ownership } from './Ownership';

/**
 * What the server makes of applying Git, asked only where tier one sees a difference. A conflict says that the live
 * object has moved on.
 */
export type DryRun = () => Promise<JsonObject>;

function withoutShown(fields: FieldDrift[]): boolean {
  return !fields.some(({ kind }) => kind === 'Changed' || kind === 'Added');
}

/** Will the server never take what Git says? Else nothing is known but that it did not answer. */
function isVerdict({ kind }: ApiError): boolean {
  return kind === 'refused' || kind === 'forbidden';
}

/**
 * One object of Git against the live one.
 *
 * @throws ApiError `conflict` where the live object has moved on.
 */
export async function compareObject(options: {
  reference: ObjectReference;
  /** Ignored fields taken out. */
  desired: JsonObject;
  stripped: Array<Array<string | number>>;
  /** Fields that an autoscaler has, with what Git says of them: information, whatever they hold. */
  autoscaled?: { pointers: string[]; git: JsonObject };
  live: JsonObject;
  schema: KindSchema;
  health: HealthAssessor;
  ownership: Ownership;
  /** Missing where nothing may be asked: then tier one decides. */
  dryRun?: DryRun;
}): Promise<ObservedObject> {
  const { reference, desired, live, schema, ownership, dryRun } = options;
  const mask = new Mask([desired, live]);
  const base = {
    ...reference,
    uid: metadataOf(live, 'uid'),
    resourceVersion: metadataOf(live, 'resourceVersion'),
    untouchable: ownership.untouchable(live),
    ...options.health.assess(live),
  };
  const left = options.stripped.map(printPointer);
  const isStripped = (pointer: string | undefined) =>
    pointer !== undefined &&
    left.some(one => pointer === one || pointer.startsWith(`${one}/`));
  const local = compareLocally({
    desired,
    live,
    manager: ownership.manager,
    ...schema,
  });
  let predicted = live;
  let problem: string | undefined;
  if (local.changes.length > 0) {
    try {
      predicted = dryRun ? await dryRun() : local.predicted;
    } catch (error) {
      if (!(error instanceof ApiError) || error.kind === 'conflict')
        throw error;
      problem = mask.text(error.message);
      if (!isVerdict(error)) {
        return { ...base, sync: 'Unknown', fields: [], problem };
      }
      // What would be applied cannot be: tier one still says what differs.
      predicted = local.predicted;
    }
  }
  const fields = driftOf({
    desired,
    live,
    predicted,
    manager: ownership.manager,
    show: mask.show,
    ...schema,
  })
    .filter(({ pointer }) => !isStripped(pointer))
    .map(({ by, pointer, ...field }) => ({
      ...field,
      ...gitOf(pointer, field.path),
      by: by.map(({ manager, operation, time }) => ({
        manager,
        operation,
        ...(time ? { time } : {}),
      })),
    }));
  const synced = withoutShown(fields) && problem === undefined;
  return {
    ...base,
    sync: synced ? 'Synced' : 'Drifted',
    fields,
    ...(problem === undefined ? {} : { problem }),
  };

  function gitOf(pointer: string | undefined, path: string): { git?: string } {
    if (pointer === undefined) return {};
    if (!options.autoscaled?.pointers.includes(pointer)) return {};
    const git = valueAt(options.autoscaled.git, parsePointer(pointer));
    return git === undefined ? {} : { git: mask.show(git, parsePath(path)) };
  }
}
