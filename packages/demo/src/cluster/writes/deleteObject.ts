import { ClusterContext } from '../ClusterContext';
import { conflict } from '../errors/failures';
import {
  withMetadata,
  finalizersOf,
  generationOf,
  isDeleting,
  nameOf,
  namespaceOf,
  resourceVersionOf,
  timestamp,
  uidOf,
} from '../objects/metadata';
import { withValue } from '../objects/change';
import { JsonObject } from '../objects/json';
import { listAt, mapAt, textAt } from '../objects/read';
import { collectionOf, Resource } from '../resources/Resource';

/** How an object is to be deleted, from the body or the query. */
export interface DeleteOptions {
  propagation: 'Background' | 'Foreground' | 'Orphan';
  uid: string | undefined;
  resourceVersion: string | undefined;
  dryRun: 'none' | 'server';
}

/** Reads DeleteOptions; the query counts where the body says nothing. */
export function readDeleteOptions(
  body: JsonObject,
  query: URLSearchParams,
): DeleteOptions {
  const propagation =
    textAt(body, 'propagationPolicy') ?? query.get('propagationPolicy');
  const preconditions = mapAt(body, 'preconditions');
  const dryRun =
    listAt(body, 'dryRun').includes('All') || query.get('dryRun') === 'All';
  return {
    propagation:
      propagation === 'Foreground' || propagation === 'Orphan'
        ? propagation
        : 'Background',
    uid: textAt(preconditions, 'uid'),
    resourceVersion: textAt(preconditions, 'resourceVersion'),
    dryRun: dryRun ? 'server' : 'none',
  };
}

/** What became of a deletion. */
export type Deleted =
  | { status: 'gone'; object: JsonObject }
  /** It waits for its finalizers. */
  | { status: 'deleting'; object: JsonObject };

function require(
  { group, plural }: Resource,
  live: JsonObject,
  options: DeleteOptions,
) {
  const name = nameOf(live);
  if (options.uid !== undefined && options.uid !== uidOf(live)) {
    throw conflict(
      { group, plural, name },
      `the UID in the precondition (${
        options.uid
      }) does not match the UID in record (${uidOf(
        live,
      )}). The object might have been deleted and then recreated`,
    );
  }
  const revision = options.resourceVersion;
  if (revision !== undefined && revision !== resourceVersionOf(live)) {
    throw conflict(
      { group, plural, name },
      `the ResourceVersion in the precondition (${revision}) does not match the ResourceVersion in record (${
        resourceVersionOf(live) ?? ''
      }). The object might have been modified`,
    );
  }
}

const waitsFor = (live: JsonObject, { propagation }: DeleteOptions) => {
  const own = finalizersOf(live).filter(
    name => name !== 'orphan' && name !== 'foregroundDeletion',
  );
  switch (propagation) {
    case 'Foreground':
      return [...own, 'foregroundDeletion'];
    case 'Orphan':
      return [...own, 'orphan'];
    default:
      return own;
  }
};

/**
 * Deletes an object, or marks it where finalizers must be waited for. Its
 * dependents are the garbage collector's work.
 */
export function deleteObject(
  context: ClusterContext,
  resource: Resource,
  live: JsonObject,
  options: DeleteOptions,
): Deleted {
  require(resource, live, options);
  const collection = collectionOf(resource);
  const finalizers = waitsFor(live, options);
  const isNamespace = collection === 'namespaces';
  if (finalizers.length === 0 && !isNamespace) {
    if (options.dryRun === 'server') return { status: 'gone', object: live };
    const last = context.store.remove(
      collection,
      namespaceOf(live),
      nameOf(live),
    );
    return { status: 'gone', object: last ?? live };
  }
  if (isDeleting(live)) return { status: 'deleting', object: live };
  const marked = withMetadata(live, {
    deletionTimestamp: timestamp(context.clock()),
    ...(isNamespace ? {} : { deletionGracePeriodSeconds: 0 }),
    ...(finalizers.length > 0 ? { finalizers } : {}),
    ...(resource.counted ? { generation: generationOf(live) + 1 } : {}),
  });
  const next = isNamespace
    ? withValue(marked, ['status'], { phase: 'Terminating' })
    : marked;
  return {
    status: 'deleting',
    object:
      options.dryRun === 'server' ? next : context.store.put(collection, next),
  };
}
