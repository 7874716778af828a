import { withoutIgnored, type FieldsToIgnore } from './withoutIgnored';

const reference = { group: 'apps', kind: 'Deployment', name: 'web' };
const desired = { spec: { replicas: 2, paused: false, list: [{ a: 1 }, 2] } };
const live = { spec: { replicas: 5, list: [{ a: 9 }, 2] } };

describe('withoutIgnored', () => {
  it.each<[string, FieldsToIgnore[], object, string[][]]>([
    ['no rule', [], desired, []],
    [
      'a field takes the live value',
      [{ kind: 'Deployment', pointers: ['/spec/replicas'] }],
      { spec: { ...desired.spec, replicas: 5 } },
      [],
    ],
    [
      'a field is left to others',
      [{ pointers: ['/spec/replicas'], mode: 'strip' }],
      { spec: { paused: false, list: desired.spec.list } },
      [['spec', 'replicas']],
    ],
    [
      'a field the cluster does not have is left out',
      [{ pointers: ['/spec/paused'] }],
      { spec: { replicas: 2, list: desired.spec.list } },
      [['spec', 'paused']],
    ],
    [
      'an item of a list',
      [{ group: '*', pointers: ['/spec/list/0/a'] }],
      { spec: { ...desired.spec, list: [{ a: 9 }, 2] } },
      [],
    ],
    [
      'a rule for others',
      [
        { kind: 'StatefulSet', pointers: ['/spec/replicas'] },
        { group: 'batch', pointers: ['/spec/replicas'] },
        { name: 'api', pointers: ['/spec/replicas'] },
      ],
      desired,
      [],
    ],
  ])('%s', (_, rules, expected, stripped) => {
    expect(withoutIgnored({ desired, live, rules, reference })).toEqual({
      desired: expected,
      stripped,
    });
  });

  it('changes nothing of an object that is not there yet', () => {
    expect(
      withoutIgnored({
        desired,
        live: undefined,
        rules: [{ pointers: ['/spec/replicas'], mode: 'strip' }],
        reference,
      }).desired,
    ).toBe(desired);
  });
});
