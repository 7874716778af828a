import { ClusterContext } from '../ClusterContext';
import { badRequest, expired } from '../errors/failures';
import { JsonObject } from '../objects/json';
import { namespaceOf } from '../objects/metadata';
import { apiVersionOf, collectionOf, Resource } from '../resources/Resource';
import { Selection, servedAs } from '../reads/selection';
import { Change } from '../store/ObjectStore';
import { eventFor } from './eventsFor';

/** Receives the lines of a watch. */
export interface WatchSink {
  write(event: { type: string; object: JsonObject }): void;
  end(): void;
}

/** How a watch was asked for. */
export interface WatchOptions {
  resourceVersion: string | undefined;
  sendInitialEvents: boolean;
  bookmarks: boolean;
  timeoutMilliseconds: number;
}

/** How often an idle watch is told how far it is. */
const BOOKMARK_EVERY_MS = 60_000;
/** A bookmark is sent this long before the server ends a watch. */
const LAST_BOOKMARK_BEFORE_MS = 2_000;

/**
 * Opens a watch on one kind. History that is gone is an ERROR event inside the
 * stream, never an HTTP error. Answers a function that ends the watch.
 */
export function openWatch(
  context: ClusterContext,
  resource: Resource,
  selection: Selection,
  options: WatchOptions,
  sink: WatchSink,
): () => void {
  const { store } = context;
  const collection = collectionOf(resource);
  const matches = selection.matches;
  const shown = (object: JsonObject) => servedAs(resource, object);
  let told = 0;

  const send = (change: Change) => {
    if (change.collection !== collection) return;
    if (
      selection.namespace !== undefined &&
      namespaceOf(change.object) !== selection.namespace
    ) {
      return;
    }
    const event = eventFor(change, matches);
    if (event) sink.write({ type: event.type, object: shown(event.object) });
  };

  const bookmark = (annotations?: JsonObject) => {
    told = store.revision;
    sink.write({
      type: 'BOOKMARK',
      object: {
        kind: resource.kind,
        apiVersion: apiVersionOf(resource),
        metadata: {
          resourceVersion: String(store.revision),
          ...(annotations ? { annotations } : {}),
        },
      },
    });
  };

  const asked = options.resourceVersion;
  const fromNow = asked === undefined || asked === '' || asked === '0';
  if (!fromNow && !/^\d+$/.test(asked)) {
    throw badRequest(
      `invalid resource version: resourceVersion: Invalid value: ${JSON.stringify(
        asked,
      )}: strconv.ParseUint: parsing ${JSON.stringify(asked)}: invalid syntax`,
    );
  }

  const timers: NodeJS.Timeout[] = [];
  let stopListening = () => {};
  let leave = () => {};
  let ended = false;
  const close = () => {
    if (ended) return;
    ended = true;
    stopListening();
    leave();
    for (const timer of timers) clearTimeout(timer);
    sink.end();
  };

  if (fromNow || options.sendInitialEvents) {
    for (const object of store.list(collection, selection.namespace)) {
      if (matches(object)) sink.write({ type: 'ADDED', object: shown(object) });
    }
    if (options.sendInitialEvents && options.bookmarks) {
      bookmark({ 'k8s.io/initial-events-end': 'true' });
    }
  } else {
    const changes = store.changesSince(Number(asked));
    if (!changes) {
      sink.write({
        type: 'ERROR',
        object: expired(
          `too old resource version: ${asked} (${store.compacted})`,
        ).body,
      });
      close();
      return close;
    }
    for (const change of changes) send(change);
  }

  // From a revision of the future nothing is seen until it is reached.
  const from = fromNow ? 0 : Number(asked);
  stopListening = store.onChange(change => {
    if (change.revision > from) send(change);
  });
  leave = context.watches.add({ close });
  if (options.bookmarks) {
    timers.push(
      setInterval(() => {
        if (store.revision > told) bookmark();
      }, BOOKMARK_EVERY_MS),
    );
    if (options.timeoutMilliseconds > LAST_BOOKMARK_BEFORE_MS) {
      timers.push(
        setTimeout(() => {
          if (store.revision > Math.max(told, from)) bookmark();
        }, options.timeoutMilliseconds - LAST_BOOKMARK_BEFORE_MS),
      );
    }
  }
  timers.push(setTimeout(close, options.timeoutMilliseconds));
  for (const timer of timers) timer.unref();
  return close;
}
