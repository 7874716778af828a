import {
  ApiError,
  type ClusterApi,
  hasSameBody,
  isObject,
  type KindSchema,
  metadataOf,
  toCached,
} from '@backstage-gitops/cluster';
import {
  changesBetween,
  type Change,
  compareLocally,
  driftOf,
  type JsonObject,
  type JsonValue,
  Mask,
  parsePointer,
  printPath,
  valueAt,
} from '@backstage-gitops/drift';
import { MANAGER } from '../observe/ownership';

/** What became of one object. */
export type ApplyObjectOutcome =
  | { status: 'applied' | 'unchanged' }
  | { status: 'stale'; reason: string }
  | { status: 'refused' | 'failed'; reason: string };

/** Another replica has the cluster now. */
class LeaseLost extends Error {}

/** A path, or what it is in, or what is in it. */
function overlaps(path: string, others: readonly string[]): boolean {
  return others.some(
    other =>
      path === other ||
      path.startsWith(`${other}/`) ||
      other.startsWith(`${path}/`) ||
      other === '',
  );
}

/** The object with the version that was seen: an application to any other is refused by the server. */
function pinned(desired: JsonObject, live: JsonObject): JsonObject {
  const metadata = isObject(desired.metadata) ? desired.metadata : {};
  return {
    ...desired,
    metadata: {
      ...metadata,
      uid: metadataOf(live, 'uid'),
      resourceVersion: metadataOf(live, 'resourceVersion'),
    },
  };
}

/** Fields that a server changes along with any other. */
const FOLLOWERS = ['/metadata/annotations/deployment.kubernetes.io~1revision'];

function unintended(
  live: JsonObject,
  predicted: JsonObject,
  intended: readonly string[],
  { schema }: KindSchema,
): string[] {
  return changedPaths(live, predicted, schema).filter(
    path => !FOLLOWERS.includes(path) && !overlaps(path, intended),
  );
}

/** What differs of what is not the server's own. */
function changedPaths(
  live: JsonObject,
  predicted: JsonObject,
  schema: KindSchema['schema'],
): string[] {
  return changesBetween(live, predicted, schema)
    .map(({ path }: Change) => printPath(path))
    .filter(
      path =>
        !/^\/(status|metadata\/(managedFields|resourceVersion|generation))(\/|$)/.test(
          path,
        ),
    );
}

/** How often an object whose status keeps changing is tried before the whole is looked at again. */
const TRIES = 5;

interface ApplyOptions {
  api: ClusterApi;
  path: string;
  desired: JsonObject;
  schema: KindSchema;
  /** Asked directly before each write. */
  mayWrite: () => Promise<boolean>;
}

/**
 * Makes one object as Git has it. A dry run comes first, and where it would change anything that is not meant to
 * change, nothing is written.
 *
 * @param options - `live` is the object as it was compared; undefined where it is to be created.
 */
export async function applyObject(
  options: ApplyOptions & { live: JsonObject | undefined },
): Promise<ApplyObjectOutcome> {
  const { api, path, desired, live, mayWrite } = options;
  const mask = new Mask(live ? [desired, live] : [desired]);
  try {
    if (!live) {
      // An application creates or takes over, whichever it finds: a server knows no application that only creates.
      if (await api.find(path, 'writer')) {
        return { status: 'stale', reason: 'It is there meanwhile.' };
      }
      await api.apply(path, desired, { manager: MANAGER, mode: 'dryRun' });
      if (!(await mayWrite())) throw new LeaseLost();
      await api.apply(path, desired, { manager: MANAGER, mode: 'write' });
      return { status: 'applied' };
    }
    for (let left = TRIES; ; left -= 1) {
      // The version that is written to is read now: a status may have moved it since the comparison.
      const current = await api.get(path, 'writer');
      if (!hasSameBody(toCached(current), toCached(live))) {
        return {
          status: 'stale',
          reason: 'The object was changed since it was compared.',
        };
      }
      try {
        return await applyTo(current, options);
      } catch (error) {
        const isChurn = error instanceof ApiError && error.kind === 'conflict';
        if (!isChurn || left <= 1) throw error;
      }
    }
  } catch (error) {
    return outcomeOf(error, mask);
  }
}

async function applyTo(
  live: JsonObject,
  options: ApplyOptions,
): Promise<ApplyObjectOutcome> {
  const { api, path, desired, schema, mayWrite } = options;
  const exact = pinned(desired, live);
  const local = compareLocally({ desired, live, manager: MANAGER, ...schema });
  const predicted = await api.apply(path, exact, {
    manager: MANAGER,
    mode: 'dryRun',
  });
  const strangers = unintended(
    live,
    predicted,
    local.changes.map(change => printPath(change.path)),
    schema,
  );
  if (strangers.length > 0) {
    return {
      status: 'refused',
      reason: `Applying it would also change ${strangers.join(
        ', ',
      )}, which was not meant; nothing was written.`,
    };
  }
  let current = live;
  // What admission would turn back is not worth a write.
  const differs = changedPaths(live, predicted, schema.schema).length > 0;
  if (differs) {
    if (!(await mayWrite())) throw new LeaseLost();
    current = await api.apply(path, exact, { manager: MANAGER, mode: 'write' });
  }
  const removed = await removeAdded(current, options);
  return { status: differs || removed ? 'applied' : 'unchanged' };
}

/** Takes out what people added, each by its place and value, in one step of its own. */
async function removeAdded(
  live: JsonObject,
  options: ApplyOptions,
): Promise<boolean> {
  const { api, path, desired, schema, mayWrite } = options;
  const added = driftOf({
    desired,
    live,
    predicted: live,
    manager: MANAGER,
    show: () => undefined,
    ...schema,
  }).flatMap(field =>
    field.kind === 'Added' && field.pointer !== undefined
      ? [{ path: field.path, pointer: field.pointer }]
      : [],
  );
  if (added.length === 0) return false;
  // From the end of lists to their beginning, so that no place moves before its turn.
  const places = added
    .map(({ pointer }) => pointer)
    .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  const operations: JsonValue[] = [
    // A conflict where the object has moved on, as an update would answer.
    {
      op: 'replace',
      path: '/metadata/resourceVersion',
      value: metadataOf(live, 'resourceVersion'),
    },
    ...places.flatMap((pointer): JsonValue[] => [
      {
        op: 'test',
        path: pointer,
        value: valueAt(live, parsePointer(pointer)) ?? null,
      },
      { op: 'remove', path: pointer },
    ]),
  ];
  const predicted = await api.patch(path, operations, {
    manager: MANAGER,
    mode: 'dryRun',
  });
  const strangers = unintended(
    live,
    predicted,
    added.map(field => field.path),
    schema,
  );
  if (strangers.length > 0) {
    throw new ApiError({
      kind: 'refused',
      code: 0,
      message: `Removing what was added would also change ${strangers.join(
        ', ',
      )}; nothing was removed.`,
    });
  }
  if (!(await mayWrite())) throw new LeaseLost();
  await api.patch(path, operations, { manager: MANAGER, mode: 'write' });
  return true;
}

/** What an error of an API server means for an object. */
export function outcomeOf(error: unknown, mask: Mask): ApplyObjectOutcome {
  if (error instanceof LeaseLost) {
    return { status: 'stale', reason: 'Another replica has the cluster now.' };
  }
  if (!(error instanceof ApiError)) throw error;
  const reason = mask.text(error.message);
  switch (error.kind) {
    case 'conflict':
      return { status: 'stale', reason };
    // A namespace or a definition may come yet.
    case 'notFound':
    case 'retry':
      return { status: 'failed', reason };
    default:
      return { status: 'refused', reason };
  }
}
