import type {
  ClusterState,
  ObservedObject,
} from '@backstage-gitops/plugin-gitops-common';
import type { ReconcileRequest } from '../../api/GitOpsApi';
import {
  sampleClusterState,
  sampleDriftReport,
  sampleObject,
} from '../../__testUtils__/samples';
import { hasAnswered } from './hasAnswered';

const reportOf = (
  state: Partial<ClusterState>,
  ...objects: Array<Partial<ObservedObject>>
) =>
  sampleDriftReport({
    state: sampleClusterState(state),
    objects: objects.map(sampleObject),
  });

const WEB = { name: 'web' };
const WORKER = { name: 'worker' };
const AS_GIT_HAS_IT = { sync: 'Synced' as const, fields: [] };
const BEFORE = reportOf({}, WEB, WORKER);

const REFRESH: ReconcileRequest = { action: 'refresh' };
const SYNC: ReconcileRequest = { action: 'sync', reason: 'x' };
const REVERT_WEB: ReconcileRequest = {
  action: 'revert',
  reason: 'x',
  objects: [sampleObject(WEB).id],
};

describe('hasAnswered', () => {
  it.each([
    ['nothing moved', REFRESH, BEFORE, false],
    [
      'the cluster was seen again, and is the same',
      REFRESH,
      reportOf({ asOf: '2026-11-20T10:00:01.000Z' }, WEB, WORKER),
      true,
    ],
    [
      'it only says what it is about to do',
      SYNC,
      reportOf({ sentence: '2 objects are being put back.' }, WEB, WORKER),
      false,
    ],
    [
      'it is still at work',
      SYNC,
      reportOf({ sync: 'Progressing' }, { ...WEB, ...AS_GIT_HAS_IT }, WORKER),
      false,
    ],
    [
      'an object is put back',
      REVERT_WEB,
      reportOf({}, { ...WEB, ...AS_GIT_HAS_IT }, WORKER),
      true,
    ],
    [
      'another object than the asked one is put back',
      REVERT_WEB,
      reportOf({}, WEB, { ...WORKER, ...AS_GIT_HAS_IT }),
      false,
    ],
    [
      'the cluster refuses',
      REVERT_WEB,
      reportOf({}, { ...WEB, problem: 'field is immutable' }, WORKER),
      true,
    ],
  ])('where %s', (_, request, now, expected) => {
    expect(hasAnswered({ request, before: BEFORE }, now)).toBe(expected);
  });
});
