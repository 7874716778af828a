import { JqStepsExceeded, JqSyntaxError } from '../jq';
import type { JsonObject } from '../json';
import { ANY, type TypeSchema } from '../schema';
import { concerns } from './concerns';
import {
  type IgnoredDifferences,
  trustedManagers,
  withoutDifferences,
} from './withoutDifferences';
import { withoutTrusted } from './withoutTrusted';

const web = { group: 'apps', kind: 'Deployment', name: 'web', namespace: 'a' };

describe('concerns', () => {
  it.each([
    [{}, true],
    [{ group: '*', kind: '*', name: '', namespace: '' }, true],
    [{ group: 'apps', kind: 'Deployment', name: 'web', namespace: 'a' }, true],
    [{ kind: '*ment', name: 'w?b' }, true],
    [{ group: '' }, false],
    [{ group: 'app' }, false],
    [{ kind: 'Deploy?' }, false],
    [{ name: 'web-2' }, false],
    [{ namespace: 'b' }, false],
  ])('%j: %s', (rule, expected) => {
    expect(concerns(rule, web)).toBe(expected);
  });
});

const object = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: {
    replicas: 2,
    containers: [{ name: 'a' }, { name: 'b' }, { name: 'c' }],
  },
};

describe('withoutDifferences', () => {
  it.each<[IgnoredDifferences, object]>([
    [
      { jsonPointers: ['/spec/replicas'] },
      { containers: object.spec.containers },
    ],
    [
      { jqPathExpressions: ['.spec.containers[] | select(.name != "b")'] },
      { replicas: 2, containers: [{ name: 'b' }] },
    ],
    [{ jsonPointers: ['/spec/nothing/here'] }, object.spec],
    [{ kind: 'Service', jsonPointers: ['/spec/replicas'] }, object.spec],
  ])('%j', (rule, spec) => {
    expect(withoutDifferences(object, [rule]).spec).toEqual(spec);
  });

  it('gives the same object where a rule names nothing', () => {
    expect(
      withoutDifferences(object, [{ jsonPointers: ['/spec/nothing/here'] }]),
    ).toBe(object);
  });

  it('refuses a rule that cannot be read, and stops one that does not end', () => {
    const ignore = (text: string) => () =>
      withoutDifferences(object, [{ jqPathExpressions: [text] }]);
    expect(ignore('.spec[')).toThrow(JqSyntaxError);
    expect(ignore('repeat(.)')).toThrow(JqStepsExceeded);
  });
});

describe('withoutTrusted', () => {
  const managed = (replicas: number): JsonObject => ({
    ...object,
    metadata: {
      name: 'web',
      managedFields: [
        {
          manager: 'autoscaler',
          operation: 'Update',
          apiVersion: 'apps/v1',
          fieldsV1: { 'f:spec': { 'f:replicas': {} } },
        },
      ],
    },
    spec: { ...object.spec, replicas },
  });
  const schema: TypeSchema = ANY;

  it.each([
    [['autoscaler'], undefined],
    [['somebody'], 2],
  ])('of %j', (managers, replicas) => {
    const { desired, live } = withoutTrusted({
      desired: object,
      live: managed(5),
      managers,
      schema,
    });
    expect(desired).toHaveProperty('spec', { ...object.spec, replicas });
    expect(live?.spec).toEqual({
      ...object.spec,
      replicas: replicas === undefined ? undefined : 5,
    });
  });

  it('are named by the rules that concern the object', () => {
    expect(
      trustedManagers(object, [
        { kind: 'Service', managedFieldsManagers: ['a'] },
        { kind: 'Deployment', managedFieldsManagers: ['b'] },
      ]),
    ).toEqual(['b']);
  });
});
