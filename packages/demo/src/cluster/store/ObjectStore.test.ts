import { JsonObject } from '../objects/json';
import { nameOf, resourceVersionOf } from '../objects/metadata';
import { ObjectStore } from './ObjectStore';

const object = (name: string, namespace = 'n'): JsonObject => ({
  metadata: { name, namespace },
});

describe('ObjectStore', () => {
  it('lists by namespace and name, in the order of bytes', () => {
    const store = new ObjectStore();
    for (const name of ['b', 'a', 'a-b', 'a.b']) store.put('c', object(name));
    store.put('c', object('x', 'm'));
    expect(store.list('c', 'n').map(nameOf)).toEqual(['a', 'a-b', 'a.b', 'b']);
    expect(store.list('c').map(nameOf)).toEqual(['x', 'a', 'a-b', 'a.b', 'b']);
  });

  it('knows every earlier state until it is compacted', () => {
    const store = new ObjectStore();
    const states = [store.list('c')];
    const writes: [action: 'put' | 'remove', name: string][] = [
      ['put', 'b'],
      ['put', 'a'],
      ['put', 'b'],
      ['remove', 'a'],
      ['put', 'c'],
      ['put', 'a'],
      ['remove', 'b'],
      ['remove', 'c'],
    ];
    for (const [action, name] of writes) {
      if (action === 'put') store.put('c', object(name));
      else store.remove('c', 'n', name);
      states.push(store.list('c'));
    }
    expect(states.map((_, revision) => store.listAt(revision, 'c'))).toEqual(
      states,
    );
    store.compact();
    expect(store.listAt(writes.length, 'c')).toEqual(states.at(-1));
    expect(store.listAt(writes.length - 1, 'c')).toBeUndefined();
  });

  it('comes back as it was dumped, with its revision and without a past', () => {
    const store = new ObjectStore();
    store.put('c', object('a'));
    store.put('d', object('b'));
    const copy = new ObjectStore();
    copy.restore(store.dump());
    expect(copy.dump()).toEqual(store.dump());
    expect(copy.changesSince(1)).toBeUndefined();
    expect(resourceVersionOf(copy.put('c', object('c')))).toBe('3');
  });
});
