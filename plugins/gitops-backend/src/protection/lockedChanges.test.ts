import type { JsonObject } from '@backstage-gitops/drift';
import type { LockRule } from '../pipelines/Declaration';
import { lockedChanges } from './lockedChanges';

const rules: LockRule[] = [
  {
    kind: 'Deployment',
    pointers: ['/spec/replicas', '/metadata/annotations/acme.io~1owner'],
    groups: ['group:default/sre'],
  },
];

function deployment(
  name: string,
  spec: JsonObject,
  rest: JsonObject = {},
): JsonObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, annotations: {} },
    spec,
    ...rest,
  };
}

const app = deployment('app', { replicas: 2, paused: false });

describe('lockedChanges', () => {
  it.each<[string, JsonObject[], JsonObject[], string[]]>([
    ['nothing', [app], [app], []],
    [
      'a field beside it',
      [app],
      [deployment('app', { replicas: 2, paused: true })],
      [],
    ],
    [
      'its value',
      [app],
      [deployment('app', { replicas: 3, paused: false })],
      ['app /spec/replicas'],
    ],
    [
      'that it is there',
      [app],
      [deployment('app', { paused: false })],
      ['app /spec/replicas'],
    ],
    [
      'a pointer with an escape',
      [app],
      [
        deployment(
          'app',
          { replicas: 2 },
          { metadata: { name: 'app', annotations: { 'acme.io/owner': 'x' } } },
        ),
      ],
      ['app /metadata/annotations/acme.io~1owner'],
    ],
    ['the version of its kind', [app], [{ ...app, apiVersion: 'apps/v2' }], []],
    ['another kind', [], [{ ...app, kind: 'StatefulSet' }], []],
    ['an object more', [], [app], ['app /spec/replicas']],
    ['an object less', [app], [], ['app /spec/replicas']],
    [
      'an object more that leaves the field out',
      [app],
      [app, deployment('web', {})],
      [],
    ],
    [
      'the name of an object',
      [app],
      [deployment('app-5f7d', { replicas: 2 })],
      [],
    ],
    [
      'the name of an object, and the value',
      [app],
      [deployment('app-5f7d', { replicas: 5 })],
      ['app /spec/replicas', 'app-5f7d /spec/replicas'],
    ],
    [
      'the values of two objects with each other',
      [deployment('a', { replicas: 1 }), deployment('b', { replicas: 2 })],
      [deployment('a', { replicas: 2 }), deployment('b', { replicas: 1 })],
      ['a /spec/replicas', 'b /spec/replicas'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(
      lockedChanges(rules, before, after).map(
        ({ name, pointer }) => `${name} ${pointer}`,
      ),
    ).toEqual(expected);
  });

  it('takes a kind with its group', () => {
    const [rule] = rules;
    const after = [deployment('app', { replicas: 3 })];
    const changed = (kind: string) =>
      lockedChanges([{ ...rule, kind }], [app], after).length;
    expect(changed('apps/Deployment')).toBe(1);
    expect(changed('batch/Deployment')).toBe(0);
  });
});
