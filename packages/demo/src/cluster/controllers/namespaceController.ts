import {
  finalizersOf,
  isDeleting,
  nameOf,
  namespaceOf,
} from '../objects/metadata';
import { withoutValue } from '../objects/change';
import { collectionOf } from '../resources/Resource';
import { Controller } from './Controller';
import { ControllerApi } from './ControllerApi';
import { ownKey } from './keys';

/** Furnishes new namespaces, and empties and removes those being deleted. */
export function namespaceController(api: ControllerApi): Controller {
  const namespaces = api.resource('v1', 'Namespace');
  const accounts = api.resource('v1', 'ServiceAccount');
  const configMaps = api.resource('v1', 'ConfigMap');
  const { store, registry } = api.context;

  const furnish = (namespace: string) => {
    if (!api.get(accounts, { namespace, name: 'default' })) {
      api.create(accounts, { metadata: { name: 'default', namespace } });
    }
    if (!api.get(configMaps, { namespace, name: 'kube-root-ca.crt' })) {
      api.create(configMaps, {
        metadata: {
          name: 'kube-root-ca.crt',
          namespace,
          annotations: {
            'kubernetes.io/description':
              'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.',
          },
        },
        data: { 'ca.crt': 'simulated\n' },
      });
    }
  };

  const empty = (namespace: string): boolean => {
    let left = 0;
    for (const resource of registry.collections()) {
      if (!resource.namespaced) continue;
      for (const object of store.list(collectionOf(resource), namespace)) {
        api.remove(resource, object);
      }
      left += store.list(collectionOf(resource), namespace).length;
    }
    return left === 0;
  };

  return {
    name: 'namespace',
    concerns: change => {
      const own = ownKey(change, 'namespaces');
      if (own.length > 0 || change.type !== 'DELETED') return own;
      const name = namespaceOf(change.object);
      const parent = name && store.get('namespaces', undefined, name);
      return parent !== undefined && parent !== '' && isDeleting(parent)
        ? [{ namespace: undefined, name: nameOf(parent) }]
        : [];
    },
    reconcile: ({ name }) => {
      const namespace = api.get(namespaces, { namespace: undefined, name });
      if (!namespace) return undefined;
      if (!isDeleting(namespace)) {
        furnish(name);
        return undefined;
      }
      if (!empty(name) || finalizersOf(namespace).length > 0) return undefined;
      store.put('namespaces', withoutValue(namespace, ['spec', 'finalizers']));
      store.remove('namespaces', undefined, name);
      return undefined;
    },
  };
}
