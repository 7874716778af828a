import type { JsonObject } from '../json';
import { withBuiltInDefaults } from './withBuiltInDefaults';

describe('withBuiltInDefaults', () => {
  const binding = (subject: JsonObject) => ({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    roleRef: { kind: 'Role', name: 'a' },
    subjects: [subject],
  });

  it('fills in what is not there, where it belongs', () => {
    expect(withBuiltInDefaults(binding({ kind: 'User' }))).toMatchObject({
      roleRef: { apiGroup: 'rbac.authorization.k8s.io' },
      subjects: [{ kind: 'User', apiGroup: 'rbac.authorization.k8s.io' }],
    });
    expect(
      withBuiltInDefaults(binding({ kind: 'ServiceAccount' })).subjects,
    ).toEqual([{ kind: 'ServiceAccount' }]);
  });

  it.each<[string, JsonObject, JsonObject]>([
    ['a tag', { image: 'web:1' }, { imagePullPolicy: 'IfNotPresent' }],
    ['no tag', { image: 'host:5000/web' }, { imagePullPolicy: 'Always' }],
    [
      'limits',
      { resources: { limits: { cpu: '1' }, requests: { memory: '1Mi' } } },
      {
        resources: {
          limits: { cpu: '1' },
          requests: { cpu: '1', memory: '1Mi' },
        },
      },
    ],
  ])('of a container with %s', (_, container, expected) => {
    const pod = withBuiltInDefaults({
      apiVersion: 'v1',
      kind: 'Pod',
      spec: { containers: [container] },
    });
    expect(pod).toMatchObject({ spec: { containers: [expected] } });
  });

  it('gives the same object where all is there', () => {
    const once = withBuiltInDefaults(binding({ kind: 'User' }));
    expect(withBuiltInDefaults(once)).toBe(once);
  });
});
