import { JsonObject } from '../objects/json';
import { Change } from '../store/ObjectStore';
import { resourceVersionOf, withMetadata } from '../objects/metadata';

/** What a watch sees of one change. */
export interface WatchEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  object: JsonObject;
}

/**
 * What a watch with a selector sees of a change: an object that begins to
 * match is ADDED, one that no longer matches is DELETED with its last matching
 * state under the new resourceVersion.
 */
export function eventFor(
  change: Change,
  matches: (object: JsonObject) => boolean,
): WatchEvent | undefined {
  const before = change.previous !== undefined && matches(change.previous);
  const after = change.type !== 'DELETED' && matches(change.object);
  if (after) {
    return { type: before ? 'MODIFIED' : 'ADDED', object: change.object };
  }
  if (!before || !change.previous) return undefined;
  const resourceVersion = resourceVersionOf(change.object) ?? '';
  return {
    type: 'DELETED',
    object: withMetadata(change.previous, { resourceVersion }),
  };
}
