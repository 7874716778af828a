import { JsonObject } from '../objects/json';
import {
  finalizersOf,
  isDeleting,
  nameOf,
  namespaceOf,
  uidOf,
  withMetadata,
} from '../objects/metadata';
import { withoutValue } from '../objects/change';
import { mapsAt, textAt } from '../objects/read';
import { collectionOf, Resource } from '../resources/Resource';
import { Change } from '../store/ObjectStore';
import { store as storeObject } from '../writes/finish';
import { Controller } from './Controller';
import { ControllerApi } from './ControllerApi';

const FOREGROUND = 'foregroundDeletion';
const ORPHAN = 'orphan';

interface Place {
  collection: string;
  namespace: string | undefined;
  name: string;
}

const placeOf = (collection: string, object: JsonObject): Place => ({
  collection,
  namespace: namespaceOf(object),
  name: nameOf(object),
});

const idOf = ({ collection, namespace, name }: Place) =>
  `${collection} ${namespace ?? ''}/${name}`;

const ownersOf = (object: JsonObject) =>
  mapsAt(object, 'metadata', 'ownerReferences');

/**
 * Deletes what belongs to nothing any more, and does the waiting that
 * foreground and orphaning deletion ask for. Its keys are the uids of owners.
 */
export function garbageCollector(api: ControllerApi): Controller {
  const { store, registry } = api.context;
  const dependents = new Map<string, Map<string, Place>>();
  const alive = new Map<string, Place>();

  const index = ({ type, collection, object, previous }: Change) => {
    const place = placeOf(collection, object);
    for (const owner of previous ? ownersOf(previous) : []) {
      dependents.get(textAt(owner, 'uid') ?? '')?.delete(idOf(place));
    }
    if (type === 'DELETED') {
      alive.delete(uidOf(object));
      return;
    }
    alive.set(uidOf(object), place);
    for (const owner of ownersOf(object)) {
      const uid = textAt(owner, 'uid') ?? '';
      const places = dependents.get(uid) ?? new Map<string, Place>();
      dependents.set(uid, places.set(idOf(place), place));
    }
  };

  const resourceOf = (collection: string): Resource | undefined =>
    registry
      .collections()
      .find(resource => collectionOf(resource) === collection);

  const dependentsOf = (uid: string) =>
    [...(dependents.get(uid)?.values() ?? [])].flatMap(place => {
      const object = store.get(place.collection, place.namespace, place.name);
      const resource = resourceOf(place.collection);
      return object && resource ? [{ object, resource }] : [];
    });

  // Objects with another owner that lives lose only the reference.
  const collect = (uid: string) => {
    for (const { object, resource } of dependentsOf(uid)) {
      const others = ownersOf(object).filter(owner =>
        alive.has(textAt(owner, 'uid') ?? ''),
      );
      if (others.length === 0) api.remove(resource, object);
      else {
        const next = withMetadata(object, { ownerReferences: others });
        store.put(collectionOf(resource), next);
      }
    }
  };

  const release = (owner: JsonObject, place: Place, finalizer: string) => {
    const left = finalizersOf(owner).filter(name => name !== finalizer);
    const resource = resourceOf(place.collection);
    if (!resource) return;
    const next =
      left.length > 0
        ? withMetadata(owner, { finalizers: left })
        : withoutValue(owner, ['metadata', 'finalizers']);
    storeObject(api.context, resource, next);
  };

  const orphan = (uid: string) => {
    for (const { object, resource } of dependentsOf(uid)) {
      const owners = ownersOf(object).filter(owner => owner.uid !== uid);
      const next =
        owners.length > 0
          ? withMetadata(object, { ownerReferences: owners })
          : withoutValue(object, ['metadata', 'ownerReferences']);
      store.put(collectionOf(resource), next);
    }
  };

  return {
    name: 'garbagecollector',
    concerns: change => {
      index(change);
      const own = { namespace: undefined, name: uidOf(change.object) };
      const owners = ownersOf(change.object).map(owner => ({
        namespace: undefined,
        name: textAt(owner, 'uid') ?? '',
      }));
      if (change.type === 'DELETED') return [own, ...owners];
      // A reference to an owner that is gone already must be noticed too.
      return isDeleting(change.object) ? [own, ...owners] : owners;
    },
    reconcile: ({ name: uid }) => {
      const place = alive.get(uid);
      if (!place) {
        collect(uid);
        return undefined;
      }
      const owner = store.get(place.collection, place.namespace, place.name);
      if (!owner || !isDeleting(owner)) return undefined;
      if (finalizersOf(owner).includes(ORPHAN)) {
        orphan(uid);
        release(owner, place, ORPHAN);
      } else if (finalizersOf(owner).includes(FOREGROUND)) {
        for (const { object, resource } of dependentsOf(uid)) {
          api.remove(resource, object);
        }
        if (dependentsOf(uid).length === 0) release(owner, place, FOREGROUND);
      }
      return undefined;
    },
  };
}
