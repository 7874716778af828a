import { controllerOf, nameOf, namespaceOf } from '../objects/metadata';
import { textAt } from '../objects/read';
import { Change } from '../store/ObjectStore';
import { Key } from './ControllerApi';

/** The changed object itself, where it is of a collection. */
export function ownKey(change: Change, collection: string): Key[] {
  if (change.collection !== collection) return [];
  const { object } = change;
  return [{ namespace: namespaceOf(object), name: nameOf(object) }];
}

/** The owner that controls the changed object, where it is of a kind. */
export function ownerKey(
  change: Change,
  collection: string,
  kind: string,
): Key[] {
  if (change.collection !== collection) return [];
  const owner = controllerOf(change.object);
  if (owner?.kind !== kind) return [];
  return [
    {
      namespace: namespaceOf(change.object),
      name: textAt(owner, 'name') ?? '',
    },
  ];
}
