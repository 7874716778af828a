import type {
  ClusterState,
  ObservedObject,
} from '@backstage-gitops/plugin-gitops-common';
import {
  sampleClusterState,
  sampleDriftReport,
  sampleObject,
} from '../../__testUtils__/samples';
import { objectActions, reconcileActions } from './reconcileActions';

const reportOf = (
  sync: ClusterState['sync'],
  ...objects: Array<Partial<ObservedObject>>
) =>
  sampleDriftReport({
    state: sampleClusterState({ sync }),
    objects: objects.map(sampleObject),
  });

describe('reconcileActions', () => {
  it.each([
    [
      'everything, to sync first of all, where it drifted',
      reportOf('Drifted', {}),
      ['refresh', 'sync (emphasised)', 'revertAll'],
    ],
    [
      'nothing to revert where all is as Git has it',
      reportOf('Synced', { sync: 'Synced', fields: [] }),
      ['refresh', 'sync'],
    ],
    [
      'nothing to revert where nothing may be written to',
      reportOf('Drifted', { untouchable: 'Argo CD has it.' }),
      ['refresh', 'sync (emphasised)'],
    ],
    [
      'to look again only, where nothing is known',
      reportOf('Unknown', {}),
      ['refresh'],
    ],
  ])('offers %s', (_, report, expected) => {
    expect(
      reconcileActions(report, ['environment.reconcile']).map(action =>
        action.kind === 'sync' && action.emphasised
          ? 'sync (emphasised)'
          : action.kind,
      ),
    ).toEqual(expected);
  });

  it('offers nothing without permission', () => {
    expect(
      reconcileActions(reportOf('Drifted', {}), ['promotion.create']),
    ).toEqual([]);
  });
});

describe('objectActions', () => {
  const all = [
    'environment.reconcile',
    'environment.adopt',
    'environment.ignore',
  ] as const;

  it.each<[string, Partial<ObservedObject>, ClusterState['sync'], string[]]>([
    ['a drifted object', {}, 'Drifted', ['revert', 'adopt', 'ignore']],
    [
      'a missing object',
      { sync: 'Missing', fields: [] },
      'Drifted',
      ['revert'],
    ],
    ['an object as Git has it', { sync: 'Synced' }, 'Drifted', []],
    ['an orphaned object', { sync: 'Orphaned' }, 'Drifted', []],
    [
      'an object of another engine, which Git may follow',
      { untouchable: 'Argo CD has it.' },
      'Drifted',
      ['adopt', 'ignore'],
    ],
    [
      'an object the cluster refuses, of which no field is known',
      { problem: 'spec.selector: field is immutable', fields: [] },
      'Drifted',
      [],
    ],
    ['an object of an unknown cluster', {}, 'Unknown', []],
  ])('knows what to do about %s', (_, object, sync, expected) => {
    const report = reportOf(sync, object);
    expect(objectActions(report.objects[0], report, [...all])).toEqual(
      expected,
    );
    expect(objectActions(report.objects[0], report, [])).toEqual([]);
  });

  it.each(all.map(permission => [permission]))(
    'offers what %s allows and nothing else',
    permission => {
      const report = reportOf('Drifted', {});
      expect(objectActions(report.objects[0], report, [permission])).toEqual([
        {
          'environment.reconcile': 'revert',
          'environment.adopt': 'adopt',
          'environment.ignore': 'ignore',
        }[permission],
      ]);
    },
  );
});
