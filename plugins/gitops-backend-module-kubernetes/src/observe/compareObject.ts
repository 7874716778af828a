import {
  assessHealth,
  compareLocally,
  driftOf,
  type JsonObject,
  Mask,
  printPointer,
} from '@backstage-gitops/drift';
import type {
  FieldDrift,
  ObjectReference,
  ObservedObject,
} from '@backstage-gitops/plugin-gitops-node';
import { ApiError } from '../access/ApiError';
import { metadataOf } from '../access/ClusterApi';
import type { KindSchema } from '../cache/ClusterCache';
import { MANAGER, untouchable } from './ownership';

/** What the server makes of applying Git, asked only where tier one sees a difference. */
export type DryRun = () => Promise<JsonObject>;

function withoutShown(fields: FieldDrift[]): boolean {
  return !fields.some(({ kind }) => kind === 'Changed' || kind === 'Added');
}

/** One object of Git against the live one. */
export async function compareObject(options: {
  reference: ObjectReference;
  /** Ignored fields taken out. */
  desired: JsonObject;
  stripped: Array<Array<string | number>>;
  live: JsonObject;
  schema: KindSchema;
  owner: string;
  /** Missing where nothing may be asked: then tier one decides. */
  dryRun?: DryRun;
}): Promise<ObservedObject> {
  const { reference, desired, live, schema, owner, dryRun } = options;
  const mask = new Mask([desired, live]);
  const health = assessHealth({ object: live, now: new Date() });
  const base = {
    ...reference,
    uid: metadataOf(live, 'uid'),
    resourceVersion: metadataOf(live, 'resourceVersion'),
    untouchable: untouchable(live, owner),
    ...(health
      ? {
          health: health.status,
          ...(health.message
            ? { healthMessage: mask.text(health.message) }
            : {}),
        }
      : {}),
  };
  const left = options.stripped.map(printPointer);
  const isStripped = (pointer: string | undefined) =>
    pointer !== undefined &&
    left.some(one => pointer === one || pointer.startsWith(`${one}/`));
  const local = compareLocally({ desired, live, manager: MANAGER, ...schema });
  let predicted = live;
  if (local.changes.length > 0) {
    try {
      predicted = dryRun ? await dryRun() : local.predicted;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const problem = mask.text(error.message);
      return error.kind === 'retry'
        ? { ...base, sync: 'Unknown', fields: [], problem }
        : { ...base, sync: 'Drifted', fields: [], problem };
    }
  }
  const fields = driftOf({
    desired,
    live,
    predicted,
    manager: MANAGER,
    show: mask.show,
    ...schema,
  })
    .filter(({ pointer }) => !isStripped(pointer))
    .map(({ by, pointer: _pointer, ...field }) => ({
      ...field,
      by: by.map(({ manager, operation, time }) => ({
        manager,
        operation,
        ...(time ? { time } : {}),
      })),
    }));
  return { ...base, sync: withoutShown(fields) ? 'Synced' : 'Drifted', fields };
}
