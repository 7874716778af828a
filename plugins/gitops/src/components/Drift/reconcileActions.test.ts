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
  it.each<[string, Partial<ObservedObject>, ClusterState['sync'], string[]]>([
    ['a drifted object', {}, 'Drifted', ['revert']],
    ['a missing object', { sync: 'Missing' }, 'Drifted', ['revert']],
    ['an object as Git has it', { sync: 'Synced' }, 'Drifted', []],
    ['an orphaned object', { sync: 'Orphaned' }, 'Drifted', []],
    [
      'an object of another engine',
      { untouchable: 'Argo CD has it.' },
      'Drifted',
      [],
    ],
    [
      'an object the cluster refuses',
      { problem: 'spec.selector: field is immutable' },
      'Drifted',
      [],
    ],
    ['an object of an unknown cluster', {}, 'Unknown', []],
  ])('knows what to do about %s', (_, object, sync, expected) => {
    const report = reportOf(sync, object);
    expect(
      objectActions(report.objects[0], report, ['environment.reconcile']),
    ).toEqual(expected);
    expect(objectActions(report.objects[0], report, [])).toEqual([]);
  });
});
