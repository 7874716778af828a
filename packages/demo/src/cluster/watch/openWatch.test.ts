import { createContext } from '../createContext';
import { JsonObject } from '../objects/json';
import { resourceVersionOf, nameOf } from '../objects/metadata';
import { textAt } from '../objects/read';
import { readSelection } from '../reads/selection';
import { openWatch, WatchOptions } from './openWatch';

const HOUR = 3_600_000;

const configMap = (
  name: string,
  labels: JsonObject,
  value = '',
): JsonObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'shop', labels },
  data: { value },
});

function startCluster() {
  const context = createContext(() => new Date());
  const { store, registry } = context;
  const resource = registry.findKind('v1', 'ConfigMap');
  if (!resource) throw new Error('ConfigMaps are not served');
  const put = (object: JsonObject) => store.put('configmaps', object);
  const watch = (query: string, options: Partial<WatchOptions> = {}) => {
    const events: { type: string; object: JsonObject }[] = [];
    let ended = false;
    const close = openWatch(
      context,
      resource,
      readSelection('shop', undefined, new URLSearchParams(query)),
      {
        resourceVersion: undefined,
        sendInitialEvents: false,
        bookmarks: false,
        timeoutMilliseconds: HOUR,
        ...options,
      },
      {
        write: event => events.push(event),
        end: () => {
          ended = true;
        },
      },
    );
    return {
      close,
      get ended() {
        return ended;
      },
      get seen() {
        return events.map(({ type, object }) =>
          `${type} ${nameOf(object)}`.trim(),
        );
      },
      events,
    };
  };
  return { context, store, put, watch };
}

describe('a watch', () => {
  it('begins with what is there, and goes on with what happens', () => {
    const { put, store, watch } = startCluster();
    put(configMap('a', {}));
    const { seen, events, close } = watch('');
    expect(seen).toEqual(['ADDED a']);
    put(configMap('a', {}, 'changed'));
    put(configMap('b', {}));
    store.remove('configmaps', 'shop', 'b');
    store.put('configmaps', {
      metadata: { name: 'elsewhere', namespace: 'other' },
    });
    expect(events.map(({ type }) => type)).toEqual([
      'ADDED',
      'MODIFIED',
      'ADDED',
      'DELETED',
    ]);
    close();
    put(configMap('c', {}));
    expect(events).toHaveLength(4);
  });

  it('from a revision shows only what came after it', () => {
    const { put, watch } = startCluster();
    put(configMap('a', {}));
    const first = put(configMap('b', {}));
    put(configMap('c', {}));
    const { seen } = watch('', { resourceVersion: resourceVersionOf(first) });
    expect(seen).toEqual(['ADDED c']);
  });

  it('shows an object that leaves a selector as deleted, in its last matching state', () => {
    const { put, watch } = startCluster();
    const { events } = watch('labelSelector=set%3Da');
    put(configMap('a', { set: 'a' }, 'one'));
    const moved = put(configMap('a', { set: 'b' }, 'two'));
    put(configMap('a', { set: 'b' }, 'three'));
    put(configMap('a', { set: 'a' }, 'four'));
    expect(
      events.map(({ type, object }) => [type, textAt(object, 'data', 'value')]),
    ).toEqual([
      ['ADDED', 'one'],
      ['DELETED', 'one'],
      ['ADDED', 'four'],
    ]);
    const [, left] = events;
    expect(left && resourceVersionOf(left.object)).toBe(
      resourceVersionOf(moved),
    );
  });

  it('that is too old gets 410 as an event, and ends', () => {
    const { put, store, watch } = startCluster();
    const first = put(configMap('a', {}));
    put(configMap('b', {}));
    store.compact();
    const old = watch('', { resourceVersion: resourceVersionOf(first) });
    expect(old.events).toEqual([
      {
        type: 'ERROR',
        object: {
          kind: 'Status',
          apiVersion: 'v1',
          metadata: {},
          status: 'Failure',
          message: 'too old resource version: 1 (2)',
          reason: 'Expired',
          code: 410,
        },
      },
    ]);
    expect(old.ended).toBe(true);
  });

  it('marks the end of what was there where it is asked to', () => {
    const { put, watch } = startCluster();
    put(configMap('a', {}));
    const { events } = watch('', { sendInitialEvents: true, bookmarks: true });
    expect(events.map(({ type }) => type)).toEqual(['ADDED', 'BOOKMARK']);
    expect(events[1]?.object).toEqual({
      kind: 'ConfigMap',
      apiVersion: 'v1',
      metadata: {
        resourceVersion: '1',
        annotations: { 'k8s.io/initial-events-end': 'true' },
      },
    });
  });

  it('from a revision of the future stays silent until it is reached', () => {
    const { put, watch } = startCluster();
    const { events } = watch('', { resourceVersion: '2' });
    put(configMap('a', {}));
    put(configMap('b', {}));
    put(configMap('c', {}));
    expect(events.map(({ object }) => nameOf(object))).toEqual(['c']);
  });

  it('tells how far it is once in a while, and before it is ended', () => {
    jest.useFakeTimers();
    try {
      const { context, watch } = startCluster();
      const open = watch('', { bookmarks: true, timeoutMilliseconds: 90_000 });
      context.store.put('secrets', { metadata: { name: 's' } });
      jest.advanceTimersByTime(60_000);
      expect(open.events.map(({ type }) => type)).toEqual(['BOOKMARK']);
      context.store.put('secrets', { metadata: { name: 't' } });
      jest.advanceTimersByTime(30_000);
      expect(
        open.events.map(({ object }) => resourceVersionOf(object)),
      ).toEqual(['1', '2']);
      expect(open.ended).toBe(true);
      expect(context.watches.size).toBe(0);
    } finally {
      jest.useRealTimers();
    }
  });

  it('is ended with all others when watches are dropped', () => {
    const { context, watch } = startCluster();
    const open = [watch(''), watch('')];
    expect(context.faults.dropWatches()).toBe(2);
    expect(open.map(({ ended }) => ended)).toEqual([true, true]);
  });
});
