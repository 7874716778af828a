import type { ObservedObject } from '@backstage-gitops/plugin-gitops-common';
import { sampleField, sampleObject } from '../../__testUtils__/samples';
import {
  countInformation,
  groupObjects,
  type GroupedObjects,
} from './groupObjects';

describe('groupObjects', () => {
  it.each<[string, Partial<ObservedObject>, keyof GroupedObjects]>([
    ['a drifted object', { sync: 'Drifted' }, 'differing'],
    ['a missing object', { sync: 'Missing', fields: [] }, 'differing'],
    ['an object that cannot be compared', { sync: 'Unknown' }, 'unclear'],
    ['an object gone from Git', { sync: 'Orphaned' }, 'orphaned'],
    [
      'an object with an overridden field',
      { sync: 'Synced', fields: [sampleField({ kind: 'Overridden' })] },
      'annotated',
    ],
    ['an object as Git has it', { sync: 'Synced', fields: [] }, 'same'],
  ])('puts %s into one group', (_, object, expected) => {
    const groups = groupObjects([sampleObject(object)]);
    expect(
      Object.entries(groups)
        .filter(([, objects]) => objects.length > 0)
        .map(([name]) => name),
    ).toEqual([expected]);
  });
});

describe('countInformation', () => {
  it('leaves out what is drift', () => {
    const fields = (
      ['Changed', 'Added', 'Overridden', 'NotInGit'] as const
    ).map(kind => sampleField({ kind }));
    expect(
      countInformation([sampleObject({ fields }), sampleObject({ fields })]),
    ).toBe(4);
  });
});
