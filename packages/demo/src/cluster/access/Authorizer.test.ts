import { createContext } from '../createContext';
import { JsonObject } from '../objects/json';
import { AccountRole, User } from './Account';
import { Action } from './Rule';

const act = (
  verb: string,
  resource: string,
  group = '',
  namespace = 'shop',
): Action => ({
  kind: 'resource',
  verb,
  group,
  resource,
  namespace,
  name: undefined,
});
const user = (role: AccountRole | undefined): User => ({
  name: 'ada',
  groups: ['system:authenticated', 'crew'],
  role,
});

describe('an account by its role', () => {
  const { authorizer } = createContext(() => new Date());

  it.each<
    [
      action: Action,
      view: boolean,
      edit: boolean,
      admin: boolean,
      none: boolean,
    ]
  >([
    [act('list', 'configmaps'), true, true, true, false],
    [act('watch', 'deployments', 'apps'), true, true, true, false],
    [
      act('get', 'customresourcedefinitions', 'apiextensions.k8s.io'),
      true,
      true,
      true,
      false,
    ],
    [act('get', 'secrets'), false, true, true, false],
    [act('patch', 'deployments', 'apps'), false, true, true, false],
    [act('patch', 'deployments/scale', 'apps'), false, true, true, false],
    [act('create', 'namespaces'), false, false, true, false],
    [
      act('create', 'customresourcedefinitions', 'apiextensions.k8s.io'),
      false,
      false,
      true,
      false,
    ],
    [
      act('create', 'clusterroles', 'rbac.authorization.k8s.io'),
      false,
      false,
      true,
      false,
    ],
    [act('impersonate', 'users'), false, false, true, false],
    [
      act('create', 'selfsubjectaccessreviews', 'authorization.k8s.io'),
      true,
      true,
      true,
      true,
    ],
    [{ kind: 'path', verb: 'get', path: '/apis' }, true, true, true, true],
    [
      { kind: 'path', verb: 'get', path: '/openapi/v3/api/v1' },
      true,
      true,
      true,
      true,
    ],
    [
      { kind: 'path', verb: 'get', path: '/metrics' },
      false,
      false,
      true,
      false,
    ],
  ])('%j', (action, view, edit, admin, none) => {
    expect(
      (['view', 'edit', 'admin', undefined] as const).map(role =>
        authorizer.allows(user(role), action),
      ),
    ).toEqual([view, edit, admin, none]);
  });
});

describe('RBAC objects', () => {
  const role = (kind: string, metadata: JsonObject): JsonObject => ({
    kind,
    metadata,
    rules: [{ verbs: ['get'], apiGroups: [''], resources: ['secrets'] }],
  });
  const bind = (
    metadata: JsonObject,
    kind: string,
    subject: JsonObject,
  ): JsonObject => ({
    metadata,
    roleRef: { kind, name: 'reader' },
    subjects: [subject],
  });
  const collection = (plural: string) => `${plural}.rbac.authorization.k8s.io`;

  it.each<
    [what: string, subject: JsonObject, here: boolean, elsewhere: boolean]
  >([
    ['a user', { kind: 'User', name: 'ada' }, true, false],
    ['a group', { kind: 'Group', name: 'crew' }, true, false],
    ['someone else', { kind: 'User', name: 'bob' }, false, false],
  ])(
    'a RoleBinding counts in its namespace, for %s',
    (_, subject, here, elsewhere) => {
      const { authorizer, store } = createContext(() => new Date());
      store.put(
        collection('roles'),
        role('Role', { name: 'reader', namespace: 'shop' }),
      );
      store.put(
        collection('rolebindings'),
        bind({ name: 'b', namespace: 'shop' }, 'Role', subject),
      );
      expect(authorizer.allows(user(undefined), act('get', 'secrets'))).toBe(
        here,
      );
      expect(
        authorizer.allows(user(undefined), act('get', 'secrets', '', 'other')),
      ).toBe(elsewhere);
    },
  );

  it('a ClusterRoleBinding counts everywhere', () => {
    const { authorizer, store } = createContext(() => new Date());
    store.put(
      collection('clusterroles'),
      role('ClusterRole', { name: 'reader' }),
    );
    store.put(
      collection('clusterrolebindings'),
      bind({ name: 'b' }, 'ClusterRole', { kind: 'User', name: 'ada' }),
    );
    expect(authorizer.allows(user(undefined), act('get', 'secrets'))).toBe(
      true,
    );
    expect(authorizer.allows(user(undefined), act('list', 'secrets'))).toBe(
      false,
    );
  });
});
