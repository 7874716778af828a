import { toReference } from './inventory';

describe('toReference', () => {
  it.each([
    [
      { id: 'shop_web_apps_Deployment', v: 'v1' },
      {
        group: 'apps',
        version: 'v1',
        kind: 'Deployment',
        namespace: 'shop',
        name: 'web',
      },
    ],
    [
      { id: 'shop_settings__ConfigMap', v: 'v1' },
      {
        group: '',
        version: 'v1',
        kind: 'ConfigMap',
        namespace: 'shop',
        name: 'settings',
      },
    ],
    [
      {
        id: '_system__controller__hpa_rbac.authorization.k8s.io_ClusterRole',
        v: 'v1',
      },
      {
        group: 'rbac.authorization.k8s.io',
        version: 'v1',
        kind: 'ClusterRole',
        name: 'system:controller:hpa',
      },
    ],
    [
      { id: '_shop__Namespace' },
      { group: '', version: 'v1', kind: 'Namespace', name: 'shop' },
    ],
  ])('reads %j', (entry, expected) => {
    expect(toReference(entry)).toEqual(expected);
  });

  it.each(['', 'web', 'shop_web', 'shop_web_apps', 'shop__apps_Deployment'])(
    'takes "%s" for no entry',
    id => {
      expect(toReference({ id })).toBeUndefined();
    },
  );
});
