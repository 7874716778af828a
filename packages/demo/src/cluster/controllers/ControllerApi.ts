import { User } from '../access/Account';
import { ClusterContext } from '../ClusterContext';
import { JsonObject } from '../objects/json';
import { withValue } from '../objects/change';
import {
  controllerOf,
  isDeleting,
  nameOf,
  namespaceOf,
  uidOf,
} from '../objects/metadata';
import { apiVersionOf, collectionOf, Resource } from '../resources/Resource';
import { createObject } from '../writes/createObject';
import { deleteObject } from '../writes/deleteObject';
import { scaleOf, writeScale } from '../writes/scale';
import { updateObject } from '../writes/updateObject';
import { WriteOptions } from '../writes/WriteOptions';

const USER: User = {
  name: 'system:kube-controller-manager',
  groups: ['system:masters', 'system:authenticated'],
  role: 'admin',
};

const as = (manager: string): WriteOptions => ({
  user: USER,
  manager,
  dryRun: 'none',
  fieldValidation: 'Ignore',
  warn: () => {},
});

const OPTIONS = as('kube-controller-manager');

/** Names one object of a kind. */
export interface Key {
  namespace: string | undefined;
  name: string;
}

/** What controllers do, by the same ways that clients write. */
export class ControllerApi {
  readonly context: ClusterContext;

  constructor(context: ClusterContext) {
    this.context = context;
  }

  now(): Date {
    return this.context.clock();
  }

  resource(apiVersion: string, kind: string): Resource {
    const found = this.context.registry.findKind(apiVersion, kind);
    if (!found) throw new Error(`${kind} in ${apiVersion} is not served`);
    return found;
  }

  get(resource: Resource, { namespace, name }: Key): JsonObject | undefined {
    return this.context.store.get(collectionOf(resource), namespace, name);
  }

  /** Objects in the owner's namespace that it controls and that stay. */
  controlledBy(owner: JsonObject, resource: Resource): JsonObject[] {
    return this.context.store
      .list(collectionOf(resource), namespaceOf(owner))
      .filter(
        object =>
          controllerOf(object)?.uid === uidOf(owner) && !isDeleting(object),
      );
  }

  create(resource: Resource, object: JsonObject): JsonObject {
    const namespace = namespaceOf(object);
    const typed = {
      apiVersion: apiVersionOf(resource),
      kind: resource.kind,
      ...object,
    };
    return createObject(this.context, resource, namespace, typed, OPTIONS);
  }

  /** Writes an object through its own or its status door. */
  write(
    resource: Resource,
    object: JsonObject,
    door: 'main' | 'status',
    manager?: string,
  ): JsonObject {
    const live = this.get(resource, {
      namespace: namespaceOf(object),
      name: nameOf(object),
    });
    if (!live) return object;
    return updateObject(
      this.context,
      resource,
      live,
      { object, invalid: [] },
      door,
      manager === undefined ? OPTIONS : as(manager),
    );
  }

  writeStatus(
    resource: Resource,
    object: JsonObject,
    status: JsonObject,
    manager?: string,
  ): JsonObject {
    const next = withValue(object, ['status'], status);
    return this.write(resource, next, 'status', manager);
  }

  scale(resource: Resource, object: JsonObject, replicas: number): void {
    const scale = scaleOf(resource, object);
    writeScale(
      this.context,
      resource,
      object,
      withValue(scale, ['spec', 'replicas'], replicas),
      OPTIONS,
    );
  }

  remove(resource: Resource, object: JsonObject): void {
    deleteObject(this.context, resource, object, {
      propagation: 'Background',
      uid: undefined,
      resourceVersion: undefined,
      dryRun: 'none',
    });
  }
}
