import { JsonObject } from '../objects/json';
import { namespaceOf } from '../objects/metadata';
import { mapAt, mapsAt, textAt } from '../objects/read';
import { ResourceRegistry } from '../resources/ResourceRegistry';
import { ObjectStore } from '../store/ObjectStore';
import { User } from './Account';
import { EVERYONE, roleRules } from './roleRules';
import { Action, allows, readRule, Rule } from './Rule';

const RBAC = 'rbac.authorization.k8s.io';

function names(user: User, subject: JsonObject): boolean {
  const name = textAt(subject, 'name') ?? '';
  switch (subject.kind) {
    case 'User':
      return name === user.name;
    case 'Group':
      return user.groups.includes(name);
    case 'ServiceAccount':
      return (
        user.name ===
        `system:serviceaccount:${textAt(subject, 'namespace') ?? ''}:${name}`
      );
    default:
      return false;
  }
}

/** Decides by the account's role and by the cluster's own RBAC objects. */
export class Authorizer {
  readonly #store: ObjectStore;
  readonly #registry: ResourceRegistry;

  constructor(store: ObjectStore, registry: ResourceRegistry) {
    this.#store = store;
    this.#registry = registry;
  }

  allows(user: User, action: Action): boolean {
    const namespace = action.kind === 'resource' ? action.namespace : undefined;
    return this.rulesOf(user, namespace).some(rule => allows(rule, action));
  }

  /** All rules that hold for a user, in a namespace or for the cluster. */
  rulesOf(user: User, namespace: string | undefined): Rule[] {
    const custom = this.#registry
      .all()
      .filter(resource => resource.source.kind === 'custom')
      .map(resource => resource.group);
    return [
      ...EVERYONE,
      ...(user.role ? roleRules(user.role, [...new Set(custom)]) : []),
      ...this.#bound(user, `clusterrolebindings.${RBAC}`, undefined),
      ...(namespace === undefined
        ? []
        : this.#bound(user, `rolebindings.${RBAC}`, namespace)),
    ];
  }

  #bound(
    user: User,
    collection: string,
    namespace: string | undefined,
  ): Rule[] {
    return this.#store
      .list(collection, namespace)
      .filter(binding =>
        mapsAt(binding, 'subjects').some(subject => names(user, subject)),
      )
      .flatMap(binding => this.#rulesOfRole(binding));
  }

  #rulesOfRole(binding: JsonObject): Rule[] {
    const reference = mapAt(binding, 'roleRef');
    const name = textAt(reference, 'name') ?? '';
    const role =
      reference.kind === 'ClusterRole'
        ? this.#store.get(`clusterroles.${RBAC}`, undefined, name)
        : this.#store.get(`roles.${RBAC}`, namespaceOf(binding), name);
    return mapsAt(role, 'rules').map(readRule);
  }
}
